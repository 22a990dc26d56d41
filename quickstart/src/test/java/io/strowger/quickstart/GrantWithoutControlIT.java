package io.strowger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.SimulatedCall;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrantWithoutControlIT {
  @Test
  void a_prepaid_call_is_renewed_and_ends_with_its_grant_once_rating_has_died() throws Exception {
    try (Exchange exchange = new Exchange("6s")) {
      // Given
      exchange.administration.account("1001", "retail", true);
      exchange.administration.topUp("1001", "first", "10.00");
      exchange.fs.farEnds().gateway("alpha", FarEnd.answersAtOnce());
      SimulatedCall call =
          exchange.fs.place(
              CallScript.call("61399990001", "61255500100").with("strowger_account", "1001"));
      call.await(CallStage.ANSWERED);
      // Its second timer was told to stand, or there were no third.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> exchange.fs.scheduledGroups().contains("strowger-" + call.uuid() + "-3"));

      // When
      exchange.installation.service(Service.RATING).kill();
      call.await(CallStage.ENDED);

      // Then
      assertThat(call.hangupCause()).isEqualTo("ALLOTTED_TIMEOUT");
      CallDetailRecord uncharged = exchange.record(call.uuid());
      assertThat(uncharged.end().cause()).isEqualTo(HangupCause.ALLOTTED_TIMEOUT);
      assertThat(uncharged.usage().billedMicros()).isBetween(13_000_000L, 19_000_000L);

      // Then: what was used is charged once rating is back, and the record says so.
      exchange.installation.start(Service.RATING);
      exchange.installation.awaitReady();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> exchange.record(call.uuid()).charge().costMicros() != null);
      CallDetailRecord charged = exchange.record(call.uuid());
      assertThat(charged.revision()).isGreaterThan(uncharged.revision());
      assertThat(charged.charge().costMicros()).isPositive();
      assertThat(exchange.reserved("1001")).isEqualByComparingTo(BigDecimal.ZERO);
    }
  }
}
