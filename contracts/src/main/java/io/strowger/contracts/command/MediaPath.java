package io.strowger.contracts.command;

/** Which way a bridged call's media go. */
public enum MediaPath {
  /** Through the switch. */
  SWITCH,
  /** Between the legs themselves: they share a codec that the switch does not speak. */
  DIRECT,
  /** Through a media relay; the caller hears the switch's ringing (180) until the answer. */
  RELAY,
  /**
   * Through a media relay that the caller hears at once (183): ringback, early media, then the
   * call.
   */
  RELAY_WITH_EARLY_MEDIA
}
