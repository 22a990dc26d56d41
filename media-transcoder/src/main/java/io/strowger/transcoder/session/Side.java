package io.strowger.transcoder.session;

/** The two sides of a relay. */
public enum Side {
  /** Towards the A-leg: the offerer, the caller. */
  A,
  /** Towards the B-leg: the answerer, the trunk. */
  B;

  /** The opposite side. */
  public Side other() {
    return this == A ? B : A;
  }
}
