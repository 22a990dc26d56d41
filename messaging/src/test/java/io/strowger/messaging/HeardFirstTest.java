package io.strowger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HeardFirstTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

  private final AtomicBoolean heard = new AtomicBoolean(true);
  private final HeardFirst first = new HeardFirst("deadlines", Duration.ofSeconds(30), heard::get);

  @Test
  void what_is_due_waits_while_something_lies_unread_but_not_for_ever() {
    assertThat(first.isWaiting(NOW)).isFalse();

    heard.set(false);

    assertThat(first.isWaiting(NOW)).isTrue();
    assertThat(first.isWaiting(NOW.plusMillis(29_999))).isTrue();
    assertThat(first.isWaiting(NOW.plusSeconds(30))).isFalse();
    assertThat(first.isWaiting(NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void after_an_outage_of_any_length_it_waits_anew() {
    // Given
    assertThat(first.isWaiting(NOW)).isFalse();
    heard.set(false);

    // When nobody could look meanwhile
    Instant hoursLater = NOW.plusSeconds(10_000);

    // Then
    assertThat(first.isWaiting(hoursLater)).isTrue();
    heard.set(true);
    assertThat(first.isWaiting(hoursLater.plusSeconds(1))).isFalse();
    heard.set(false);
    assertThat(first.isWaiting(hoursLater.plusSeconds(60))).isTrue();
  }
}
