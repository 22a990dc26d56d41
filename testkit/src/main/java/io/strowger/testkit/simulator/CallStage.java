package io.strowger.testkit.simulator;

/** How far a scripted call has come; a stage once reached stays reached. */
public enum CallStage {
  PLACED,
  PARKED,
  ATTEMPTED,
  ALERTED,
  ANSWERED,
  BRIDGED,
  ENDED
}
