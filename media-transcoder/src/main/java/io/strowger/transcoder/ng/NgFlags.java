package io.strowger.transcoder.ng;

import io.strowger.contracts.transcoding.AddressFamily;
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
 * @param family of the address that the other party is told; absent for the same
 * @param mediaAddress that the other party is told instead of ours; absent for ours
 * @param recording whether the call is to be recorded
 * @param knowsLoadLimit true when {@code load limit} is understood as a result
 */
public record NgFlags(
    CodecOrders codecs,
    @Nullable String protocol,
    @Nullable InetAddress source,
    @Nullable AddressFamily family,
    @Nullable InetAddress mediaAddress,
    RecordingOrder recording,
    boolean knowsLoadLimit) {
  private static final List<String> PROFILES =
      List.of(
          "RTP/AVP", "RTP/AVPF", "RTP/SAVP", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF");
  private static final List<String> PROFILE_WORDS = List.of("RTP", "SRTP", "AVP", "AVPF", "DTLS");

  /**
   * Reads them.
   *
   * @throws MalformedNg where one has no meaning
   */
  static NgFlags of(Bencoded.Dictionary message) throws MalformedNg {
    List<String> flags = new ArrayList<>(message.texts("flags"));
    message.text("rtpp-flags").map(FlagText::read).ifPresent(flags::addAll);
    boolean bySource =
        flags.contains("SIP-source-address")
            || flags.contains("SIP source address")
            || flags.contains("sip-source-address");
    InetAddress mediaAddress = mediaAddress(message, flags);
    return new NgFlags(
        CodecOrders.of(message, flags),
        protocol(message, flags).orElse(null),
        bySource ? source(message).orElse(null) : null,
        mediaAddress == null ? family(message, flags) : AddressFamily.of(mediaAddress),
        mediaAddress,
        recording(message, flags),
        message.texts("supports").contains("load limit"));
  }

  private static @Nullable AddressFamily family(Bencoded.Dictionary message, List<String> flags)
      throws MalformedNg {
    String name = value(message, flags, "address-family").orElse(null);
    return switch (name) {
      case null -> null;
      case "IP4", "ip4" -> AddressFamily.IP4;
      case "IP6", "ip6" -> AddressFamily.IP6;
      default ->
          throw new MalformedNg(
              "the address family must be IP4 or IP6 but is " + MalformedNg.shown(name));
    };
  }

  private static @Nullable InetAddress mediaAddress(Bencoded.Dictionary message, List<String> flags)
      throws MalformedNg {
    Optional<String> literal = value(message, flags, "media-address");
    if (literal.isEmpty()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(literal.get());
    } catch (IllegalArgumentException noAddress) {
      throw new MalformedNg(
          "the media address must be one of IPv4 or IPv6 but is "
              + MalformedNg.shown(literal.get()));
    }
  }

  private static RecordingOrder recording(Bencoded.Dictionary message, List<String> flags) {
    boolean bare = flags.contains("record-call") || flags.contains("record call");
    return RecordingOrder.of(value(message, flags, "record-call"), bare);
  }

  /** As OpenSIPS spells a key, as Kamailio passes on what it is told, or in one text. */
  private static Optional<String> value(
      Bencoded.Dictionary message, List<String> flags, String name) {
    return message
        .text(name.replace('-', ' '))
        .or(() -> message.text(name))
        .or(() ->
            flags.stream()
                .filter(flag -> flag.startsWith(name + "="))
                .map(flag -> flag.substring(name.length() + 1))
                .findFirst());
  }

  private static Optional<String> protocol(Bencoded.Dictionary message, List<String> flags) {
    return value(message, flags, "transport-protocol")
        .or(() -> flags.stream().filter(PROFILES::contains).findFirst())
        .or(() -> profileInWords(flags));
  }

  /** What Kamailio makes a profile of, where it does not leave flags to us. */
  private static Optional<String> profileInWords(List<String> flags) {
    if (flags.stream().noneMatch(PROFILE_WORDS::contains)) {
      return Optional.empty();
    }
    String feedback = flags.contains("AVPF") ? "F" : "";
    boolean secure = flags.contains("SRTP");
    return Optional.of(
        flags.contains("DTLS")
            ? "UDP/TLS/RTP/SAVP" + feedback
            : (secure ? "RTP/SAVP" : "RTP/AVP") + feedback);
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
