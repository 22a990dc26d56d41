package io.strowger.rating.cgrates.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.metering.Metered;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a session.
 *
 * @param event its fields
 * @param agreed by what it is priced; absent when nothing is reserved for it
 * @param metered what was reserved
 * @param totalUsage all that was granted, less what was said not to have been used
 * @param lastUsage what was granted last
 */
public record SessionRun(
    ObjectNode event, @Nullable Agreed agreed, Metered metered, long totalUsage, long lastUsage) {

  /**
   * The version of the tariff that it began with.
   *
   * @param start when it began to cost
   */
  public record Agreed(String tariff, int version, Instant start) {}

  /** A run that nothing was granted for. */
  public static SessionRun begun(ObjectNode event) {
    return new SessionRun(event, null, Metered.NOTHING, 0, 0);
  }

  /** The same by a price. */
  public SessionRun by(Agreed price) {
    return new SessionRun(event, price, metered, totalUsage, lastUsage);
  }

  /** The same with more granted. */
  public SessionRun metered(Metered after) {
    return new SessionRun(event, agreed, after, after.totalUsage(), after.lastUsage());
  }

  /** The same with usage that nothing is reserved for. */
  public SessionRun used(long total, long last) {
    return new SessionRun(event, agreed, metered, total, last);
  }

  /**
   * The same with more granted that nothing is reserved for.
   *
   * @param usage what may be used from now on; below 0 for as much as is wanted
   * @param lastUsed what was really used of the last grant; absent when all of it
   */
  public SessionRun granted(long usage, @Nullable Long lastUsed) {
    long unused = lastUsed == null ? 0 : Math.max(0, lastUsage) - lastUsed;
    return used(totalUsage - unused + Math.max(0, usage), usage);
  }

  /** Its name. */
  public String runId() {
    return event.path("RunID").asText("");
  }
}
