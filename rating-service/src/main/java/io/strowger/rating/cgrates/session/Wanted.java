package io.strowger.rating.cgrates.session;

import io.strowger.rating.cgrates.event.CgrEvent;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an update asks for.
 *
 * @param usage from now on
 * @param lastUsed what was really used of the last grant; absent when all of it
 */
public record Wanted(long usage, @Nullable Long lastUsed) {
  /** What an event says: {@code TotalUsage} goes before {@code Usage} and {@code LastUsed}. */
  public static Wanted of(CgrEvent event, ApiSession session) {
    OptionalLong total = event.usage("TotalUsage");
    if (total.isPresent()) {
      return byTotal(total.getAsLong(), session);
    }
    OptionalLong lastUsed = event.usage("LastUsed");
    return new Wanted(
        event.usage("Usage").orElseGet(() -> RatedEvent.usualUsage(event.textOr("ToR", "*voice"))),
        lastUsed.isPresent() ? (Long) lastUsed.getAsLong() : null);
  }

  private static Wanted byTotal(long total, ApiSession session) {
    long granted = session.totalUsage();
    if (granted == 0 || total >= granted) {
      return new Wanted(total - granted, null);
    }
    return new Wanted(0, Math.max(0, session.lastUsage() - (granted - total)));
  }
}
