package io.strowger.testkit.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A time that stands still until a test moves it; what is due on the way happens in order, each at
 * its own moment.
 */
public final class ManualClock implements SimulatorClock {

  private final List<DrivenLoop> loops = new CopyOnWriteArrayList<>();
  private volatile long micros;

  ManualClock(Instant start) {
    this.micros = ChronoUnit.MICROS.between(Instant.EPOCH, start);
  }

  /** A switch whose timers follow this clock. */
  public interface DrivenLoop {

    /** When its earliest timer is due, in microseconds since the epoch. */
    OptionalLong earliestDue();

    /** Runs everything that is due now, and returns when that is done. */
    void runDue();
  }

  @Override
  public long nowMicros() {
    return micros;
  }

  /** The same as {@link #nowMicros()}. */
  public Instant now() {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Moves the time and returns when every attached switch has done what was due. */
  public synchronized void advance(Duration by) {
    long target = micros + by.toNanos() / 1_000;
    while (true) {
      DrivenLoop next = null;
      long due = target;
      for (DrivenLoop loop : loops) {
        OptionalLong earliest = loop.earliestDue();
        if (earliest.isPresent() && earliest.getAsLong() <= due) {
          next = loop;
          due = earliest.getAsLong();
        }
      }
      if (next == null) {
        break;
      }
      micros = Math.max(micros, due);
      next.runDue();
    }
    micros = target;
  }

  /** Lets a switch follow. */
  public void attach(DrivenLoop loop) {
    loops.add(loop);
  }

  /** Lets it go. */
  public void detach(DrivenLoop loop) {
    loops.remove(loop);
  }
}
