package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.gateway.session.ClockWatch;

/** Where it is told who holds a switch, and how it is. */
@FunctionalInterface
public interface StatusOutput {

  /** Publishes a switch's new status. */
  void publish(SwitchStatus status);

  /** Notes that so many bytes came from a switch that we dial. */
  default void heard(SwitchId switchId, int bytes) {}

  /** Has the clock of a switch that we dial looked at from now on. */
  default void watch(SwitchId switchId, ClockWatch clock) {}
}
