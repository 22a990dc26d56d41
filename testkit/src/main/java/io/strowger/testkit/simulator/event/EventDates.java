package io.strowger.testkit.simulator.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The two date headers of an event, which change once a second. */
final class EventDates {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GMT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final long MICROS = 1_000_000;

  private long second = Long.MIN_VALUE;
  private HeaderBlock dates = new HeaderBlock();

  HeaderBlock at(long micros) {
    long wanted = Math.floorDiv(micros, MICROS);
    if (wanted != second) {
      second = wanted;
      Instant instant = Instant.ofEpochSecond(wanted);
      dates =
          new HeaderBlock()
              .put("Event-Date-Local", LOCAL.format(instant))
              .put("Event-Date-GMT", GMT.format(instant));
    }
    return dates;
  }
}
