package io.strowger.transcoder.jitter;

/** When packets that are in their order are passed on. */
public enum Timing {
  /**
   * At once, whatever their jitter: whoever hears has a jitter buffer of its own, and what is held
   * back here would only be added to its delay.
   */
  AS_THEY_COME,

  /** As evenly as they were said, for hearers that cannot cope with jitter; adds delay. */
  EVENLY
}
