package io.strowger.gateway.control;

import io.strowger.contracts.switches.SwitchEvent;

/** Where it is written down who did what to a switch. */
@FunctionalInterface
public interface Audit {

  /** Publishes an entry. */
  void publish(SwitchEvent event);
}
