package io.strowger.testkit.simulator.engine;

import io.strowger.testkit.simulator.event.EventPress;

/** Hears every event of the switch, on the switch's thread. */
@FunctionalInterface
public interface EventListener {

  /** Takes it or leaves it. */
  void hear(EventPress.Printed event);
}
