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
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class GrantWithoutControlIT {
  private static final int SLICE_SECONDS = 9;

  @Test
  void a_prepaid_call_is_renewed_and_ends_with_its_grant_once_rating_has_died() throws Exception {
    try (Exchange exchange = new Exchange(SLICE_SECONDS + "s")) {
      // Given
      exchange.administration.account("1001", "retail", true);
      exchange.administration.topUp("1001", "first", "10.00");
      exchange.fs.farEnds().gateway("alpha", FarEnd.answersAtOnce());
      SimulatedCall call =
          exchange.fs.place(
              CallScript.call("61399990001", "61255500100").with("strowger_account", "1001"));
      call.await(CallStage.ANSWERED);
      // Its second timer was told to stand, or there were no third.
      await().until(() -> exchange.fs.scheduledGroups().contains(timer(call, 3)));

      // When
      exchange.installation.service(Service.RATING).kill();
      call.await(CallStage.ENDED);

      // Then
      assertThat(call.hangupCause()).isEqualTo("ALLOTTED_TIMEOUT");
      CallDetailRecord uncharged = exchange.record(call.uuid());
      assertThat(uncharged.end().cause()).isEqualTo(HangupCause.ALLOTTED_TIMEOUT);
      int slices = isSet(exchange, timer(call, 4)) ? 4 : 3;
      assertThat(Duration.of(uncharged.usage().billedMicros(), ChronoUnit.MICROS))
          .isBetween(
              Duration.ofSeconds(slices * SLICE_SECONDS - 2),
              Duration.ofSeconds((slices + 1) * SLICE_SECONDS));

      // Then: what was used is charged once rating is back, and the record says so.
      exchange.installation.start(Service.RATING);
      exchange.installation.awaitReady();
      CallDetailRecord charged = exchange.chargedRecord(call.uuid());
      assertThat(charged.revision()).isGreaterThan(uncharged.revision());
      assertThat(charged.charge().costMicros()).isPositive();
      assertThat(exchange.reserved("1001")).isEqualByComparingTo(BigDecimal.ZERO);
    }
  }

  private static String timer(SimulatedCall call, int slice) {
    return "strowger-" + call.uuid() + "-" + slice;
  }

  /** One more may have been on its way when rating was killed. */
  private static boolean isSet(Exchange exchange, String timer) {
    return exchange.fs.commands().stream().anyMatch(command -> command.text().contains(timer));
  }
}
