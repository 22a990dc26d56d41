package io.strowger.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.switches.SwitchStatus.Trouble;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(new Random(7));

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"ACCESS_LIST", "PASSWORD", "RIGHTS"})
  void leaves_a_switch_that_refuses_us_alone_for_long(Trouble refusal) {
    // When
    Ending refused = new Ending(refusal, "no");
    int tries = triesWithin(Duration.ofHours(1), refused);

    // Then
    assertThat(tries).isLessThan(20);
    assertThat(backoff.after(refused)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  @Test
  void tries_a_lost_switch_soon_and_then_less_often() {
    // When
    Ending lost = new Ending(Trouble.LOST, "reset");
    Duration first = backoff.after(lost);
    triesWithin(Duration.ofMinutes(1), lost);

    // Then
    assertThat(first).isLessThanOrEqualTo(Duration.ofMillis(300));
    assertThat(backoff.after(lost)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
  }

  @Test
  void begins_anew_once_the_connection_has_done_its_work() {
    // Given
    Ending lost = new Ending(Trouble.LOST, "reset");
    triesWithin(Duration.ofMinutes(1), lost);

    // When
    backoff.succeeded();

    // Then
    assertThat(backoff.after(lost)).isLessThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void spreads_gateways_that_were_cut_off_together() {
    // When
    Ending lost = new Ending(Trouble.LOST, "reset");

    // Then
    assertThat(new Backoff(new Random(1)).after(lost))
        .isNotEqualTo(new Backoff(new Random(2)).after(lost));
  }

  private int triesWithin(Duration time, Ending ending) {
    Duration passed = Duration.ZERO;
    int tries = 0;
    while (passed.compareTo(time) < 0) {
      passed = passed.plus(backoff.after(ending));
      tries++;
    }
    return tries;
  }
}
