package io.strowger.transcoder.sdp;

import io.strowger.transcoder.session.Flow;
import java.util.Locale;
import java.util.Optional;

/** Which ways media go, as SDP says it (RFC 8866, section 6.7). */
public final class FlowAttribute {
  private FlowAttribute() {}

  /** What the other side answers (RFC 3264, section 6.1). */
  public static Flow answer(Flow offered) {
    return switch (offered) {
      case SENDRECV -> Flow.SENDRECV;
      case SENDONLY -> Flow.RECVONLY;
      case RECVONLY -> Flow.SENDONLY;
      case INACTIVE -> Flow.INACTIVE;
    };
  }

  /** The same for a peer that says nowhere where to send to. */
  static Flow unheard(Flow flow) {
    return flow.sends() ? Flow.SENDONLY : Flow.INACTIVE;
  }

  static String name(Flow flow) {
    return flow.name().toLowerCase(Locale.ROOT);
  }

  static Optional<Flow> of(String name) {
    return switch (name) {
      case "sendrecv" -> Optional.of(Flow.SENDRECV);
      case "sendonly" -> Optional.of(Flow.SENDONLY);
      case "recvonly" -> Optional.of(Flow.RECVONLY);
      case "inactive" -> Optional.of(Flow.INACTIVE);
      default -> Optional.empty();
    };
  }
}
