package io.strowger.contracts.command;

/** The one way in which a command ended. */
public enum CommandOutcome {
  /** Done; for a bridge: the attempt was answered and has ended since. */
  COMPLETED,
  /** Tried and refused, by the switch or the far end: see cause and SIP status. */
  FAILED,
  /** Not begun, for its deadline had passed. */
  EXPIRED,
  /** The leg is no more. */
  GONE,
  /** This gateway instance does not hold the switch, or the epoch is an old one. */
  NOT_OWNER,
  /** Sent, and the connection was lost before the switch told the result. */
  UNKNOWN
}
