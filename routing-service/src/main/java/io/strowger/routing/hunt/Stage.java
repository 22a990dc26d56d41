package io.strowger.routing.hunt;

/** What a hunt waits for. */
public enum Stage {
  /** Rating's decision. */
  AUTHORISATION,
  /** A media relay. */
  RELAY,
  /** The result of an attempt. */
  ATTEMPT,
  /** Nothing any more. */
  ENDED
}
