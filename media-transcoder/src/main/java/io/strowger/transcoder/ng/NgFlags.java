package io.strowger.transcoder.ng;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an offer or answer is to be treated. Flags that ask for what is always so here (origin and
 * address replaced, ICE removed, symmetric RTP) need no mention.
 *
 * @param codecs what becomes of the formats
 * @param protocol the RTP profile the other party is told; absent for the same
 * @param source where the SIP message came from, when media shall be sent there rather than to the
 *     SDP's address
 * @param knowsLoadLimit true when {@code load limit} is understood as a result
 */
public record NgFlags(
    CodecOrders codecs,
    @Nullable String protocol,
    @Nullable InetAddress source,
    boolean knowsLoadLimit) {
  private static final List<String> PROFILES =
      List.of(
          "RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF");

  static NgFlags of(Bencoded.Dictionary message) {
    List<String> flags = new ArrayList<>(message.texts("flags"));
    message.text("rtpp-flags").ifPresent(text -> flags.addAll(List.of(text.strip().split("\\s+"))));
    String protocol =
        message
            .text("transport-protocol")
            .or(() -> flags.stream().map(NgFlags::profile).filter(PROFILES::contains).findFirst())
            .orElse(null);
    boolean bySource =
        flags.contains("SIP-source-address")
            || flags.contains("SIP source address")
            || flags.contains("sip-source-address");
    return new NgFlags(
        CodecOrders.of(message, flags),
        protocol,
        bySource ? source(message).orElse(null) : null,
        message.texts("supports").contains("load limit"));
  }

  private static String profile(String flag) {
    return flag.startsWith("transport-protocol=")
        ? flag.substring("transport-protocol=".length())
        : flag;
  }

  private static Optional<InetAddress> source(Bencoded.Dictionary message) {
    List<String> from = message.texts("received-from");
    if (from.size() != 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(from.get(1)));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
