package io.strowger.rating.charging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BooksAwayTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final BooksAway books = new BooksAway();

  @Test
  void a_failure_that_the_next_try_mends_is_no_outage() {
    // When
    boolean first = books.failed(NOON);
    boolean mended = books.worked();
    boolean another = books.failed(NOON.plusSeconds(60));

    // Then
    assertThat(first).isFalse();
    assertThat(mended).isTrue();
    assertThat(another).isFalse();
  }

  @Test
  void failures_that_go_on_are_an_outage_until_the_books_are_back() {
    // Given
    books.failed(NOON);

    // When
    boolean tooEarly = books.failed(NOON.plusMillis(199));
    boolean lasting = books.failed(NOON.plusMillis(200));

    // Then
    assertThat(tooEarly).isFalse();
    assertThat(lasting).isTrue();
    assertThat(books.lasts(NOON.plusSeconds(9))).isTrue();
    assertThat(books.worked()).isTrue();
    assertThat(books.lasts(NOON.plusSeconds(10))).isFalse();
  }

  @Test
  void books_that_never_failed_are_not_away() {
    assertThat(books.lasts(NOON)).isFalse();
    assertThat(books.worked()).isFalse();
  }
}
