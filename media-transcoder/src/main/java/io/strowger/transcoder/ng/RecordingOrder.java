package io.strowger.transcoder.ng;

import java.util.Optional;

/**
 * What an offer or answer says of recording: as rtpengine, no word is a reason to relay nothing.
 */
public enum RecordingOrder {
  /** To begin, or to go on. */
  RECORD,
  /** To end. */
  STOP,
  /** Nothing: it is left as it is. */
  NONE,
  /** A word that says neither yes nor no: it is left as it is, too. */
  UNKNOWN;

  /**
   * By the word of {@code record-call}.
   *
   * @param bare true when it stands without a word, which is a yes
   */
  static RecordingOrder of(Optional<String> word, boolean bare) {
    if (bare) {
      return RECORD;
    }
    return switch (word.orElse("")) {
      case "" -> NONE;
      case "yes", "on" -> RECORD;
      case "no", "off" -> STOP;
      default -> UNKNOWN;
    };
  }
}
