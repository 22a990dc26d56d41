package io.strowger.testkit.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's time. */
record RealClock() implements SimulatorClock {

  @Override
  public long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
