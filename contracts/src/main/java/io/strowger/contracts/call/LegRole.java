package io.strowger.contracts.call;

/** Which side of the call a leg is. */
public enum LegRole {
  /** The caller's leg, whose UUID names the call. */
  A_LEG,
  /** A leg dialled for the call: one attempt. */
  B_LEG
}
