package io.strowger.routing.carrier;

/** What a caller whose media go through a relay hears before the answer. */
public enum EarlyMedia {
  /** Ringback of the relay, and what the far end plays: the caller gets 183 at once. */
  HEARD,
  /** Its own phone's ringing: the caller gets 180 when the far end rings. */
  NOT_HEARD
}
