package io.strowger.rating.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.rating.adapter.db.SessionStore.UnderWay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallStepsTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant ANSWERED = START.plusSeconds(5);
  private static final Instant ENDED = START.plusSeconds(100);
  private static final CallId CALL = new CallId("call");
  private static final AccountId PAYER = new AccountId("1001");

  @ParameterizedTest
  @EnumSource(LegRole.class)
  void a_call_is_metered_from_the_answer_of_the_leg_that_was_not_answered_before(LegRole leg) {
    CallEvent answer = new CallEvent.LegAnswered(head(), leg, ANSWERED, null);

    assertThat(step(answer, new UnderWay(PAYER, false)) != null).isEqualTo(leg == LegRole.A_LEG);
    assertThat(step(answer, new UnderWay(PAYER, true)) != null).isEqualTo(leg == LegRole.B_LEG);
    assertThat(step(answer, null)).as("nothing is charged for it").isNull();
  }

  private static @Nullable ChargingRequest step(CallEvent event, @Nullable UnderWay known) {
    return CallSteps.of(event, known, ENDED);
  }

  private static EventHead head() {
    return new EventHead(
        new EventId("core:1"), CALL, new LegId("call"), new SwitchId("fs"), ENDED, 0, 1);
  }
}
