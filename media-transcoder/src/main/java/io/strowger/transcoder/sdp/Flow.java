package io.strowger.transcoder.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which ways media go, as the side that says it sees them (RFC 8866, section 6.7). */
public enum Flow {
  /** Both ways. */
  SENDRECV,
  /** It sends only: it has put the other on hold. */
  SENDONLY,
  /** It listens only. */
  RECVONLY,
  /** Neither. */
  INACTIVE;

  /** The attribute's name, such as {@code sendonly}. */
  public String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the other side answers (RFC 3264, section 6.1). */
  public Flow answer() {
    return switch (this) {
      case SENDRECV -> SENDRECV;
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case INACTIVE -> INACTIVE;
    };
  }

  /** True when the side that says it sends. */
  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  /** True when the side that says it wants to hear. */
  public boolean hears() {
    return this == SENDRECV || this == RECVONLY;
  }

  static Optional<Flow> ofAttribute(String name) {
    return switch (name) {
      case "sendrecv" -> Optional.of(SENDRECV);
      case "sendonly" -> Optional.of(SENDONLY);
      case "recvonly" -> Optional.of(RECVONLY);
      case "inactive" -> Optional.of(INACTIVE);
      default -> Optional.empty();
    };
  }
}
