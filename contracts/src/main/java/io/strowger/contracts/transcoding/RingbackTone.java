package io.strowger.contracts.transcoding;

/** What a caller hears while it rings (ITU-T E.180, supplement 2). */
public enum RingbackTone {
  /** 425 Hz, one second of five: most of Europe. */
  EUROPE,
  /** 440 and 480 Hz, two seconds of six. */
  NORTH_AMERICA
}
