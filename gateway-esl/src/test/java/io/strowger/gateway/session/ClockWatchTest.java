package io.strowger.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");

  private final ClockWatch watch = new ClockWatch();

  @Test
  void knows_nothing_before_an_event_tells_its_time() {
    watch.heard(0, NOW);

    assertThat(watch.ahead()).isNull();
    assertThat(watch.aheadSeconds()).isNaN();
  }

  @Test
  void what_an_event_takes_to_come_is_not_taken_for_a_clock_that_is_behind() {
    hear(NOW, Duration.ofSeconds(-4));
    hear(NOW.plusSeconds(1), Duration.ofMillis(-2));
    hear(NOW.plusSeconds(2), Duration.ofSeconds(-9));

    assertThat(watch.ahead()).isEqualTo(Duration.ofMillis(-2));
  }

  @Test
  void an_event_from_the_future_tells_of_a_clock_that_is_ahead() {
    hear(NOW, Duration.ofSeconds(16));

    assertThat(watch.aheadSeconds()).isEqualTo(16);
  }

  @Test
  void a_clock_that_was_set_right_is_seen_to_be_after_two_minutes() {
    hear(NOW, Duration.ofSeconds(16));
    hear(NOW.plusSeconds(61), Duration.ofMillis(-1));
    assertThat(watch.ahead()).isEqualTo(Duration.ofSeconds(16));

    hear(NOW.plusSeconds(122), Duration.ofMillis(-3));

    assertThat(watch.ahead()).isEqualTo(Duration.ofMillis(-1));
  }

  /** An event of a time so far from ours. */
  private void hear(Instant now, Duration from) {
    watch.heard(ChronoUnit.MICROS.between(Instant.EPOCH, now.plus(from)), now);
  }
}
