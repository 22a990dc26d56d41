package io.strowger.rating.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.rating.adapter.db.SessionStore.UnderWay;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallStepsTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant ANSWERED = START.plusSeconds(5);
  private static final Instant BRIDGED = START.plusSeconds(60);
  private static final Instant ENDED = START.plusSeconds(100);
  private static final CallId CALL = new CallId("call");
  private static final AccountId PAYER = new AccountId("1001");
  private static final LegIdentity CALLER =
      new LegIdentity(
          LegRole.A_LEG, null, "1001", null, "61255500100", null, null, PAYER, null, null);

  @ParameterizedTest
  @EnumSource(LegRole.class)
  void a_call_is_metered_from_the_answer_of_the_leg_that_was_not_answered_before(LegRole leg) {
    CallEvent answer = new CallEvent.LegAnswered(head(), leg, ANSWERED, null);

    assertThat(step(answer, new UnderWay(PAYER, false)) != null).isEqualTo(leg == LegRole.A_LEG);
    assertThat(step(answer, new UnderWay(PAYER, true)) != null).isEqualTo(leg == LegRole.B_LEG);
    assertThat(step(answer, null)).as("nothing is charged for it").isNull();
  }

  @Test
  void a_call_that_is_not_known_is_not_taken_for_one_that_was_let_through() {
    ChargingRequest.SettleCall settle = settle(Map.of("strowger_refusal", "TOO_MANY_CALLS"));

    assertThat(settle.head().accountId()).isEqualTo(PAYER);
    assertThat(settle.destination()).isNull();
    assertThat(settle.bridgedAt()).isEqualTo(BRIDGED);
  }

  @Test
  void a_call_that_was_let_through_costs_from_its_answer_on() {
    ChargingRequest.SettleCall settle = settle(Map.of("strowger_unbooked", "unanswered"));

    assertThat(settle.destination()).isEqualTo("61255500100");
    assertThat(settle.answeredAt()).isEqualTo(ANSWERED);
  }

  @Test
  void where_its_caller_had_been_answered_before_it_costs_from_when_both_were_joined() {
    ChargingRequest.SettleCall settle = settle(Map.of("strowger_unbooked", "answered"));

    assertThat(settle.destination()).isEqualTo("61255500100");
    assertThat(settle.answeredAt()).isEqualTo(BRIDGED);
  }

  @Test
  void what_it_costs_goes_by_the_number_that_the_dialplan_sent_it_to() {
    ChargingRequest.SettleCall settle =
        settle(CALLER.sentOn("61411111111"), Map.of("strowger_unbooked", "unanswered"));

    assertThat(settle.destination()).isEqualTo("61411111111");
  }

  private static ChargingRequest.SettleCall settle(Map<String, String> variables) {
    return settle(CALLER, variables);
  }

  private static ChargingRequest.SettleCall settle(LegIdentity leg, Map<String, String> variables) {
    CallEvent end =
        new CallEvent.LegHungUp(
            head(),
            leg,
            new LegTimes(START, null, null, ANSWERED, BRIDGED, ENDED),
            new LegUsage(100, 100_000_000, 95, 95_000_000),
            new LegEnd(HangupCause.NORMAL_CLEARING, null, null, null, false),
            new MediaSummary(null, null, null, null, null, null),
            variables);
    return (ChargingRequest.SettleCall) step(end, null);
  }

  private static @Nullable ChargingRequest step(CallEvent event, @Nullable UnderWay known) {
    return CallSteps.of(event, known, ENDED);
  }

  private static EventHead head() {
    return new EventHead(
        new EventId("core:1"), CALL, new LegId("call"), new SwitchId("fs"), ENDED, 0, 1);
  }
}
