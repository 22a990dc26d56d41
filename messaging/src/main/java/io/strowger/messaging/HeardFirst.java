package io.strowger.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is due waits until that is read which was told meanwhile, but for so long at most. Counted
 * from when it is first seen that something lies unread, for an outage may last longer than that.
 * For one thread.
 */
public final class HeardFirst {
  private static final Logger LOG = LoggerFactory.getLogger(HeardFirst.class);

  private final String what;
  private final Duration atMost;
  private final BooleanSupplier hasHeard;
  private @Nullable Instant since;
  private boolean goesOn;

  /**
   * Nothing waits yet.
   *
   * @param what waits, in the plural, for the log
   * @param hasHeard whether all that was told is read
   */
  public HeardFirst(String what, Duration atMost, BooleanSupplier hasHeard) {
    this.what = what;
    this.atMost = atMost;
    this.hasHeard = hasHeard;
  }

  /** True while it waits. To be asked each time, also when nothing is due. */
  public boolean isWaiting(Instant now) {
    if (hasHeard.getAsBoolean()) {
      since = null;
      goesOn = false;
      return false;
    }
    if (since == null) {
      since = now;
      LOG.info("{} wait until what was told is read, {} s at most", what, atMost.toSeconds());
    }
    boolean waiting = now.isBefore(since.plus(atMost));
    if (!waiting && !goesOn) {
      goesOn = true;
      LOG.warn("{} wait no more, though what was told is not read yet", what);
    }
    return waiting;
  }
}
