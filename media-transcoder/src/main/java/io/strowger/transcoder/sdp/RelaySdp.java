package io.strowger.transcoder.sdp;

import io.strowger.transcoder.g711.G711;
import java.util.OptionalInt;

/** What the two sides of a relay are told. */
public final class RelaySdp {
  /** Telephone events towards the trunk. */
  public static final int TRUNK_EVENTS = 101;

  private static final String EVENTS = "TELEPHONE-EVENT/8000";

  private RelaySdp() {}

  /** The payload type of telephone events in an offer, if it has them. */
  public static OptionalInt eventsOf(AudioOffer offer) {
    return offer.formats().stream()
        .filter(format -> format.encoding().equals(EVENTS))
        .mapToInt(AudioOffer.Format::payloadType)
        .findFirst();
  }

  /** Answers the caller: AMR at the relay, with the caller's own numbers and parameters. */
  public static String answer(AmrFormat amr, OptionalInt events, String address, int port) {
    StringBuilder sdp = head(2, address);
    sdp.append("m=audio ").append(port).append(" RTP/AVP ").append(amr.payloadType());
    events.ifPresent(type -> sdp.append(' ').append(type));
    sdp.append("\na=rtpmap:").append(amr.payloadType()).append(" AMR/8000\n");
    String parameters = parameters(amr);
    if (!parameters.isEmpty()) {
      sdp.append("a=fmtp:").append(amr.payloadType()).append(' ').append(parameters).append('\n');
    }
    events.ifPresent(type -> appendEvents(sdp, type));
    return sdp.append("a=ptime:20\n").toString();
  }

  /** Offers G.711 at the relay to the trunk. */
  public static String offer(G711 codec, String address, int port) {
    StringBuilder sdp = head(1, address);
    int type = codec.payloadType();
    sdp.append("m=audio ").append(port).append(" RTP/AVP ").append(type).append(' ');
    sdp.append(TRUNK_EVENTS).append("\na=rtpmap:").append(type).append(' ');
    sdp.append(codec.name()).append("/8000\n");
    appendEvents(sdp, TRUNK_EVENTS);
    return sdp.append("a=ptime:20\n").toString();
  }

  private static StringBuilder head(int session, String address) {
    String family = address.contains(":") ? "IP6 " : "IP4 ";
    return new StringBuilder("v=0\no=strowger ")
        .append(session)
        .append(' ')
        .append(session)
        .append(" IN ")
        .append(family)
        .append(address)
        .append("\ns=-\nc=IN ")
        .append(family)
        .append(address)
        .append("\nt=0 0\n");
  }

  private static void appendEvents(StringBuilder sdp, int type) {
    sdp.append("a=rtpmap:").append(type).append(" telephone-event/8000\n");
  }

  private static String parameters(AmrFormat amr) {
    String modeSet = amr.modeSet() == null ? "" : "mode-set=" + amr.modeSet();
    String aligned = amr.octetAligned() ? "octet-align=1" : "";
    return modeSet + (modeSet.isEmpty() || aligned.isEmpty() ? "" : "; ") + aligned;
  }
}
