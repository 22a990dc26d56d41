package io.strowger.testkit.simulator;

import java.time.Instant;

/** The time by which a simulated switch stamps its events and fires what is scheduled. */
public sealed interface SimulatorClock permits RealClock, ManualClock {

  /** The machine's time. */
  static SimulatorClock real() {
    return new RealClock();
  }

  /** A time that stands still until the test moves it. */
  static ManualClock manual(Instant start) {
    return new ManualClock(start);
  }

  /** Microseconds since the epoch. */
  long nowMicros();
}
