package io.strowger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.cdr.AttemptRecord;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.SimulatedCall;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneExchange.class)
class OneCallThroughAllServicesIT {
  private final Exchange exchange;

  OneCallThroughAllServicesIT(Exchange exchange) {
    this.exchange = exchange;
  }

  @Test
  void an_answered_call_is_bridged_charged_and_recorded() throws Exception {
    // Given
    prepaid("1001", "10.00");
    exchange.fs.farEnds().gateway("alpha", FarEnd.ringsThenAnswers(Duration.ofMillis(300)));

    // When
    SimulatedCall call =
        exchange.fs.place(caller("1001", "61255500100").talkingFor(Duration.ofMillis(2500)));
    call.await(CallStage.BRIDGED).await(CallStage.ENDED);

    // Then
    CallDetailRecord record = exchange.chargedRecord(call.uuid());
    assertThat(record.end().cause()).isEqualTo(HangupCause.NORMAL_CLEARING);
    assertThat(record.carrier()).hasToString("alpha");
    assertThat(record.legs()).hasSize(2);
    assertThat(record.attempts()).singleElement().matches(AttemptRecord::answered);
    assertThat(record.postDialDelayMicros()).isPositive();
    // 0.60 a minute by the second: 2.5 s are three increments, where the switch ends it in time.
    long billedMicros = record.usage().billedMicros();
    long increments = Math.ceilDiv(billedMicros, 1_000_000);
    assertThat(billedMicros).isGreaterThan(2_400_000);
    assertThat(record.charge().chargedSeconds()).isEqualTo(increments);
    assertThat(record.charge().costMicros()).isEqualTo(increments * 10_000);
    assertThat(exchange.balance("1001"))
        .isEqualByComparingTo(BigDecimal.TEN.subtract(BigDecimal.valueOf(increments, 2)));
    assertThat(exchange.reserved("1001")).isEqualByComparingTo(BigDecimal.ZERO);
    noTimerIsLeftOf(call);
  }

  @Test
  void when_the_first_carrier_is_unavailable_the_second_answers() throws Exception {
    // Given
    prepaid("1002", "10.00");
    exchange.administration.carrier("dead", "gateway/dead", "");
    exchange.administration.carrier("alive", "gateway/alive", "");
    exchange.administration.route("6177", "dead", 1);
    exchange.administration.route("6177", "alive", 2);
    exchange.fs.farEnds().gateway("dead", FarEnd.isUnavailable());
    exchange.fs.farEnds().gateway("alive", FarEnd.answersAtOnce());

    // When
    SimulatedCall call =
        exchange.fs.place(caller("1002", "61770000001").talkingFor(Duration.ofSeconds(1)));
    call.await(CallStage.ENDED);

    // Then
    CallDetailRecord record = exchange.record(call.uuid());
    assertThat(record.attempts()).hasSize(2);
    assertThat(record.attempts().getFirst().sipStatus()).isEqualTo(new SipStatus(503));
    assertThat(record.attempts().getFirst().carrier()).hasToString("dead");
    assertThat(record.attempts().getLast().answered()).isTrue();
    assertThat(record.carrier()).hasToString("alive");
    assertThat(record.end().cause()).isEqualTo(HangupCause.NORMAL_CLEARING);
  }

  @Test
  void a_trunk_that_the_switch_does_not_know_is_an_attempt_too() throws Exception {
    // Given
    prepaid("1006", "10.00");
    exchange.administration.carrier("unknown", "gateway/nowhere", "");
    exchange.administration.carrier("known", "gateway/known", "");
    exchange.administration.route("6188", "unknown", 1);
    exchange.administration.route("6188", "known", 2);
    exchange.fs.farEnds().gateway("known", FarEnd.isBusy());

    // When
    SimulatedCall call = exchange.fs.place(caller("1006", "61880000001"));
    call.await(CallStage.ENDED);

    // Then
    CallDetailRecord record = exchange.chargedRecord(call.uuid());
    assertThat(record.attempts()).hasSize(2);
    assertThat(record.attempts().getFirst().carrier()).hasToString("unknown");
    assertThat(record.attempts().getFirst().legId()).isNull();
    assertThat(record.attempts().getLast().sipStatus()).isEqualTo(new SipStatus(486));
    assertThat(record.end().cause()).hasToString("USER_BUSY");
    assertThat(record.charge().costMicros()).isZero();
    assertThat(exchange.balance("1006")).isEqualByComparingTo(new BigDecimal("10.00"));
    assertThat(exchange.reserved("1006")).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void a_caller_without_credit_is_refused_before_any_attempt() throws Exception {
    // Given
    exchange.administration.account("1003", "retail", true);

    // When
    SimulatedCall call = exchange.fs.place(caller("1003", "61255500100"));
    call.await(CallStage.ENDED);

    // Then
    CallDetailRecord record = exchange.record(call.uuid());
    assertThat(call.attempts()).isEmpty();
    assertThat(record.refusal()).isEqualTo("BALANCE_TOO_LOW");
    assertThat(record.end().cause()).hasToString("OUTGOING_CALL_BARRED");
    assertThat(record.attempts()).isEmpty();
  }

  @Test
  void a_call_that_came_over_a_socket_is_led_the_same_way() throws Exception {
    // Given
    prepaid("1005", "10.00");
    exchange.fs.farEnds().gateway("alpha", FarEnd.ringsThenAnswers(Duration.ofMillis(300)));

    // When
    SimulatedCall call =
        exchange.fs.place(
            caller("1005", "61255500200")
                .toSocket("127.0.0.1", exchange.installation.ports().esl())
                .talkingFor(Duration.ofSeconds(1)));
    call.await(CallStage.BRIDGED).await(CallStage.ENDED);

    // Then
    CallDetailRecord record = exchange.chargedRecord(call.uuid());
    assertThat(record.carrier()).hasToString("alpha");
    assertThat(record.charge().costMicros()).isPositive();
    noTimerIsLeftOf(call);
  }

  private void noTimerIsLeftOf(SimulatedCall call) {
    await()
        .untilAsserted(() ->
            assertThat(exchange.fs.scheduledGroups())
                .noneMatch(group -> group.contains(call.uuid())));
  }

  private void prepaid(String account, String money) throws Exception {
    exchange.administration.account(account, "retail", true);
    exchange.administration.topUp(account, "first", money);
  }

  private static CallScript caller(String account, String destination) {
    return CallScript.call("61399990001", destination).with("strowger_account", account);
  }
}
