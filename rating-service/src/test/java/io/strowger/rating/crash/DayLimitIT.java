package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Outgoing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls at once that an account pays for that is trusted, but for a day's sum: 2.5 slices. */
class DayLimitIT {
  private static final String ACCOUNT = "postpaid-0";
  private static final String TWO_SLICES_AND_A_HALF =
      "update account set terms = '{\"limits\":{\"per_day_micros\":1500000}}' where id = '"
          + ACCOUNT
          + "'";
  private static final Set<String> EXTENSIONS = Set.of("extension-0", "extension-1", "extension-2");

  private Site site;
  private Words words;
  private Feed feed;
  private InProcess service;
  private final List<ChargingDecision> decisions = new ArrayList<>();
  private final List<CallCommand> commands = new ArrayList<>();

  @BeforeEach
  void start() throws SQLException {
    site = InProcess.site("day_" + System.nanoTime(), 1);
    words = new Words(site);
    Cashier cashier = new Cashier(site);
    cashier.open(ACCOUNT, false);
    for (String extension : EXTENSIONS) {
      cashier.open(extension, true);
    }
    try (Connection connection = site.books();
        Statement limit = connection.createStatement()) {
      limit.execute(TWO_SLICES_AND_A_HALF);
    }
    feed = new Feed(site);
    service = InProcess.followingCalls(site, PaidFor.by(ACCOUNT, EXTENSIONS, site));
  }

  @AfterEach
  void stop() {
    feed.close();
    service.close();
  }

  @ParameterizedTest
  @CsvSource({"postpaid-0, postpaid-0, postpaid-0", "extension-0, extension-1, extension-2"})
  void each_has_a_slice_and_goes_on_for_what_the_others_leave(
      String caller, String another, String third) {
    // Given
    PlayedCall first = call("first", caller);
    assertThat(decided(first)).isInstanceOf(ChargingDecision.CallAuthorized.class);
    PlayedCall second = call("second", another);
    assertThat(decided(second)).isInstanceOf(ChargingDecision.CallAuthorized.class);

    // When: the second slice of one is due.
    first.answeredAt = Instant.now().minusSeconds(46).truncatedTo(ChronoUnit.MICROS);
    send(words.answered(first));

    // Then: it gets what the two first slices left of the day, and nobody gets more.
    await()
        .until(() -> {
          feed.poll(decisions::add, commands::add);
          return !commands.isEmpty();
        });
    CallCommand.ScheduleHangUp timer = (CallCommand.ScheduleHangUp) commands.getFirst();
    assertThat(timer.head().callId()).isEqualTo(first.id);
    Instant end = first.answeredAt.plusSeconds(150 - 60);
    assertThat(first.answeredAt.plusSeconds(45 + timer.afterSeconds())).isBeforeOrEqualTo(end);
    assertThat(Instant.now().plusSeconds(timer.afterSeconds()))
        .isAfterOrEqualTo(end.minusSeconds(1));
    assertThat(decided(call("third", third))).isInstanceOf(ChargingDecision.CallRefused.class);
  }

  private static PlayedCall call(String id, String caller) {
    return new PlayedCall(
        new CallId(id), new AccountId(caller), Prices.BY_SECOND, Instant.now().minusSeconds(60));
  }

  private ChargingDecision decided(PlayedCall call) {
    decisions.clear();
    send(words.mayIt(call));
    await()
        .until(() -> {
          feed.poll(decisions::add, commands::add);
          return !decisions.isEmpty();
        });
    return decisions.getFirst();
  }

  private void send(Outgoing record) {
    service.link().publisher().sendAll(List.of(record));
  }
}
