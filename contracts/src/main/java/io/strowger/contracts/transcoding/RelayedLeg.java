package io.strowger.contracts.transcoding;

/** The two legs that a relay stands between. */
public enum RelayedLeg {
  /** The A-leg. */
  CALLER,
  /** The B-leg. */
  TRUNK
}
