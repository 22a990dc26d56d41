package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Outgoing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls whose end nobody tells. */
class LostCallsIT {
  private static final SwitchId LOST = new SwitchId("lost");
  private static final SwitchId FINE = new SwitchId("fine");

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private Site site;
  private Words words;
  private InProcess service;

  @BeforeEach
  void start() throws SQLException {
    site = InProcess.site("lost_" + System.nanoTime(), 1);
    words = new Words(site);
    Cashier cashier = new Cashier(site);
    cashier.open("rich-0", true);
    cashier.payIn("rich-0", 10_000_000);
    cashier.open("postpaid-0", false);
    service = new InProcess(site, 0, Clock.systemUTC());
    service
        .link()
        .reading("rating-switches", List.of(Topic.SWITCH_STATUS), service.switches())
        .reading("rating-timers", List.of(Topic.COMMAND_RESULTS), service.timers())
        .reading("rating", List.of(Topic.CHARGING_REQUESTS), service.requests())
        .start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_call_on_a_switch_that_cannot_be_reached_is_let_alone_until_it_can_be() throws Exception {
    // Given
    PlayedCall lost = answered("lost-1", "rich-0", LOST);
    PlayedCall fine = answered("fine-1", "rich-0", FINE);
    tell(LOST, ConnectionState.DOWN);
    await().until(() -> service.switches().isUnreachable(LOST));
    service.lookForDue();

    // When both run out of time
    runOutOfTime();
    await().until(() -> isSettled(fine));

    // Then
    assertThat(isSettled(lost)).isFalse();
    tell(LOST, ConnectionState.UP);
    await().until(() -> !service.switches().isUnreachable(LOST));
    runOutOfTime();
    await().until(() -> isSettled(lost));
    assertThat(charge(lost).usedMicros()).as("its grant").isEqualTo(60_000_000);
  }

  @Test
  void an_answered_postpaid_call_is_settled_for_as_long_as_the_switch_lets_it_last()
      throws Exception {
    PlayedCall call = answered("postpaid-1", "postpaid-0", FINE);
    service.lookForDue();

    runOutOfTime();

    await().until(() -> isSettled(call));
    assertThat(charge(call).usedMicros()).isEqualTo(86_400_000_000L);
  }

  @Test
  void a_call_that_its_switch_does_not_know_any_more_is_not_renewed_as_long_as_money_lasts()
      throws Exception {
    // Given
    PlayedCall call = answered("gone-1", "rich-0", FINE);
    service.link().publisher().sendAll(List.of(words.renew(call, 2)));

    try (Feed feed = new Feed(site)) {
      // When its timer comes back from one gateway, and the other says that the leg is no more
      tell(awaitTimer(feed, "gone-1-grant-2"), CommandOutcome.NOT_OWNER, start);
      CallCommand again = awaitTimer(feed, "gone-1-grant-2-again-1");
      assertThat(again.head().epoch()).isEqualTo(9);
      tell(again, CommandOutcome.GONE, start.plusSeconds(50));
    }

    // Then
    await()
        .until(() -> count("state::jsonb #>> '{moments,gone_at}' <> '' and renew_at is null") == 1);
    service.lookForDue();
    runOutOfTime();
    assertThat(charge(call).usedMicros()).isEqualTo(50_000_000);
  }

  @Test
  void a_call_of_whose_timers_nobody_tells_is_settled_for_the_last_that_stood() throws Exception {
    // Given
    PlayedCall call = answered("unseen-1", "rich-0", FINE);
    service.lookForDue();
    try (Feed feed = new Feed(site)) {
      // When
      service.link().publisher().sendAll(List.of(words.renew(call, 2)));
      awaitTimer(feed, "unseen-1-grant-2");
      awaitTimer(feed, "unseen-1-grant-2-again-1");
    }
    runOutOfTime();

    // Then
    assertThat(charge(call).usedMicros()).isEqualTo(60_000_000);
  }

  @Test
  void after_a_start_no_call_is_settled_before_it_is_known_which_switches_can_be_reached()
      throws Exception {
    // Given
    PlayedCall lost = answered("restart-1", "rich-0", LOST);
    PlayedCall fine = answered("restart-2", "rich-0", FINE);
    tell(LOST, ConnectionState.DOWN);
    service.close();
    runOutOfTime();

    // When
    startAgain();

    // Then
    await().until(() -> isSettled(fine));
    assertThat(isSettled(lost)).isFalse();
  }

  @Test
  void after_a_start_a_hang_up_that_waited_says_when_the_call_ended() throws Exception {
    // Given
    PlayedCall call = answered("restart-3", "rich-0", FINE);
    call.endedAt = start.plusSeconds(20);
    service.link().publisher().sendAll(List.of(words.hungUp(call, HangupCause.NORMAL_CLEARING)));
    service.close();
    runOutOfTime();

    // When
    startAgain();

    // Then
    assertThat(charge(call).usedMicros()).isEqualTo(20_000_000);
  }

  /** As the service does: what is due is looked for at once, before Kafka has told anything. */
  private void startAgain() throws SQLException {
    service = new InProcess(site, 0, Clock.systemUTC());
    service
        .link()
        .reading("rating-switches-again", List.of(Topic.SWITCH_STATUS), service.switches())
        .reading("rating-calls", List.of(Topic.CALL_EVENTS), service.calls())
        .reading("rating-timers", List.of(Topic.COMMAND_RESULTS), service.timers())
        .reading("rating", List.of(Topic.CHARGING_REQUESTS), service.requests());
    service.lookForDue();
    service.link().start();
  }

  private static CallCommand awaitTimer(Feed feed, String id) {
    List<CallCommand> heard = new ArrayList<>();
    await()
        .until(() -> {
          feed.poll(decision -> {}, heard::add);
          return heard.stream().anyMatch(command -> command.head().commandId().value().equals(id));
        });
    return heard.getLast();
  }

  private void tell(CallCommand command, CommandOutcome outcome, Instant at) {
    service.link().publisher().sendAll(List.of(words.ended(command, outcome, 9, at)));
  }

  private PlayedCall answered(String id, String account, SwitchId on) {
    PlayedCall call =
        new PlayedCall(new CallId(id), new AccountId(account), Prices.BY_SECOND, start);
    call.answeredAt = start;
    service.link().publisher().sendAll(List.of(words.mayIt(call, on), words.meter(call)));
    await()
        .until(() ->
            count("call_id = '" + id + "' and state::jsonb #>> '{moments,answered_at}' <> ''")
                == 1);
    return call;
  }

  private void tell(SwitchId id, ConnectionState state) {
    SwitchStatus status =
        new SwitchStatus(id, "gateway-0", 1, 0, state, start, null, null, List.of(), null, null);
    Outgoing record = site.record(Topic.SWITCH_STATUS, id.value(), status, id + "-" + state, start);
    service.link().publisher().sendAll(List.of(record));
  }

  private void runOutOfTime() throws SQLException {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(Books.EXPIRE);
    }
  }

  private boolean isSettled(PlayedCall call) throws SQLException {
    return count("call_id = '" + call.id + "' and settled") == 1;
  }

  private int count(String which) throws SQLException {
    try (Connection connection = site.books();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from session where " + which)) {
      row.next();
      return row.getInt(1);
    }
  }

  private CallCharged charge(PlayedCall call) {
    await().until(() -> Told.on(site).charges().containsKey(call.id.value()));
    return Told.on(site).charges().get(call.id.value()).getFirst();
  }
}
