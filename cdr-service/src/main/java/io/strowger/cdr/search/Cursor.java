package io.strowger.cdr.search;

import io.strowger.contracts.wire.WireMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in the list of records, which stands however many come before it.
 *
 * @param startedAt when the last call shown began
 * @param call its id
 */
public record Cursor(Instant startedAt, String call) {
  private static final String SEPARATOR = " ";

  /** The place as text for a URL. */
  public String text() {
    String plain = WireMapper.micros(startedAt) + SEPARATOR + call;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place that a text names.
   *
   * @throws IllegalArgumentException when it names none
   */
  public static Cursor of(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(SEPARATOR, 2);
      return new Cursor(WireMapper.instant(Long.parseLong(parts[0])), parts[1]);
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException("after is no place that a page has named", wrong);
    }
  }
}
