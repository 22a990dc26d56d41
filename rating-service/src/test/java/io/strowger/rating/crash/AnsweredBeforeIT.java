package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Outgoing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers whom the dialplan had answered before their call was handed over. */
class AnsweredBeforeIT {
  private static final Duration SLICE = Duration.ofSeconds(60);
  private static final Duration LASTED = Duration.ofSeconds(70);

  private Instant handedOver;
  private Site site;
  private Words words;
  private InProcess service;

  @BeforeEach
  void start() throws SQLException {
    site = InProcess.site("before_" + System.nanoTime(), 1);
    words = new Words(site);
    Cashier cashier = new Cashier(site);
    cashier.open("rich-0", true);
    cashier.payIn("rich-0", 10_000_000);
    cashier.open("postpaid-0", false);
    service = InProcess.followingCalls(site);
    handedOver = Instant.now().minusSeconds(70).truncatedTo(ChronoUnit.MICROS);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_prepaid_call_is_renewed_and_charged_from_the_answer_of_the_far_end_on() {
    // Given
    PlayedCall call = authorised("prepaid-1", "rich-0");

    // When
    Instant answered = dueSinceNow();
    send(words.farEndAnswered(call, answered));

    // Then
    CallCommand.ScheduleHangUp timer = awaitTimer("prepaid-1-grant-2");
    assertEndsCall(timer, answered.plus(SLICE.multipliedBy(2)), answered);
    send(words.ended(timer, CommandOutcome.COMPLETED, 1, Instant.now()));
    assertThat(chargeOf(call, answered).usedMicros()).isEqualTo(LASTED.toNanos() / 1000);
  }

  @Test
  void a_postpaid_call_is_ended_by_the_switch_and_charged_from_then_on() {
    // Given
    PlayedCall call = authorised("postpaid-1", "postpaid-0");

    // When
    Instant answered = dueSinceNow();
    send(words.farEndAnswered(call, answered));

    // Then
    assertEndsCall(awaitTimer("postpaid-1-grant-1"), answered.plus(Duration.ofDays(1)), answered);
    assertThat(chargeOf(call, answered).usedMicros()).isEqualTo(LASTED.toNanos() / 1000);
  }

  private PlayedCall authorised(String id, String account) {
    PlayedCall call =
        new PlayedCall(
            new CallId(id), new AccountId(account), Prices.BY_SECOND, handedOver.minusSeconds(30));
    call.answeredAt = handedOver.minusSeconds(25);
    send(words.answered(call));
    send(words.mayIt(call, handedOver));
    try (Feed feed = new Feed(site)) {
      List<Object> decided = new ArrayList<>();
      await()
          .until(() -> {
            feed.poll(decided::add, command -> {});
            return !decided.isEmpty();
          });
    }
    return call;
  }

  /** The far end answered a while ago, so that the next slice is due. */
  private static Instant dueSinceNow() {
    return Instant.now().minusSeconds(46).truncatedTo(ChronoUnit.MICROS);
  }

  /** Counted from some moment between what was told and now. */
  private static void assertEndsCall(
      CallCommand.ScheduleHangUp timer, Instant end, Instant answered) {
    Duration after = Duration.ofSeconds(timer.afterSeconds());
    assertThat(answered.plusSeconds(45).plus(after)).isBeforeOrEqualTo(end);
    assertThat(Instant.now().plus(after)).isAfterOrEqualTo(end.minusSeconds(1));
  }

  private CallCharged chargeOf(PlayedCall call, Instant answered) {
    call.endedAt = answered.plus(LASTED);
    send(words.hungUp(call, HangupCause.NORMAL_CLEARING));
    await().until(() -> Told.on(site).charges().containsKey(call.id.value()));
    return Told.on(site).charges().get(call.id.value()).getFirst();
  }

  private CallCommand.ScheduleHangUp awaitTimer(String id) {
    List<CallCommand> heard = new ArrayList<>();
    try (Feed feed = new Feed(site)) {
      await()
          .until(() -> {
            feed.poll(decision -> {}, heard::add);
            return heard.stream()
                .anyMatch(command -> command.head().commandId().value().equals(id));
          });
    }
    return (CallCommand.ScheduleHangUp) heard.getLast();
  }

  private void send(Outgoing record) {
    service.link().publisher().sendAll(List.of(record));
  }
}
