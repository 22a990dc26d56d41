package io.strowger.rating.cgrates.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a session should it not be heard of any more; nanoseconds, or units.
 *
 * @param lasting how long it lasts after each time it is heard of; 0 when that was not said
 * @param mostDelay by how much less than this it may last longer, so that sessions of one moment do
 *     not all end in one; absent when that was not said
 * @param usage how much was used of it all then; absent when that was not said
 * @param lastUsed how much was used of the last grant then, likewise
 */
public record TimeToLive(
    long lasting, @Nullable Long mostDelay, @Nullable Long usage, @Nullable Long lastUsed) {
  private static final TimeToLive UNSAID = new TimeToLive(0, null, null, null);

  /** What was said before, with what a request says on top; absent while nobody said anything. */
  static @Nullable TimeToLive after(@Nullable TimeToLive before, JsonNode options) {
    TimeToLive so = before == null ? UNSAID : before;
    Long lasting = nanos(options, "*sessionsTTL");
    Long mostDelay = nanos(options, "*sessionsTTLMaxDelay");
    Long usage = nanos(options, "*sessionsTTLUsage");
    Long lastUsed = nanos(options, "*sessionsTTLLastUsed");
    TimeToLive now =
        new TimeToLive(
            lasting == null ? so.lasting : lasting,
            mostDelay == null ? so.mostDelay : mostDelay,
            usage == null ? so.usage : usage,
            lastUsed == null ? so.lastUsed : lastUsed);
    return now.equals(UNSAID) ? null : now;
  }

  private static @Nullable Long nanos(JsonNode options, String name) {
    String text = options.path(name).asText("");
    return text.isEmpty() ? null : (Long) GoDuration.nanos(text);
  }

  /**
   * Until when a session lasts; absent when nobody said how long. Each session has a delay of its
   * own, which stays the same.
   *
   * @param session its name
   */
  @Nullable Instant until(Instant heardOf, String session) {
    if (lasting <= 0) {
      return null;
    }
    long delay =
        mostDelay == null || mostDelay <= 0
            ? 0
            : new SplittableRandom(session.hashCode()).nextLong(mostDelay);
    return heardOf.plusNanos(lasting).plusNanos(delay);
  }

  /** What is told of a session that was not heard of in time. */
  CgrEvent tell(CgrEvent nothing) {
    if (usage != null) {
      nothing.fields().put("Usage", usage);
    } else if (lastUsed != null) {
      nothing.fields().put("LastUsed", lastUsed);
    }
    return nothing;
  }
}
