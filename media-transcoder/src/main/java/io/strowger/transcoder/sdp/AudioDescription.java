package io.strowger.transcoder.sdp;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.transcoder.session.Flow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a peer says of its audio.
 *
 * @param address of the {@code c=} line that counts for it; an unspecified one (0.0.0.0) means hold
 *     in the manner of RFC 2543
 * @param port of the {@code m=} line, 0 to 65,535; 0 refuses the stream
 * @param protocol such as {@code RTP/AVP}
 * @param formats in the order of the {@code m=} line; dynamic ones without {@code rtpmap} left out
 * @param flow which ways media go, as the peer sees them
 * @param packets how long its packets shall be
 * @param rtcp where its RTCP goes
 * @param cryptos its {@code a=crypto} lines that ask for what we do, in order
 */
public record AudioDescription(
    InetAddress address,
    int port,
    String protocol,
    List<AudioFormat> formats,
    Flow flow,
    Packets packets,
    Rtcp rtcp,
    List<CryptoAttribute> cryptos) {

  /**
   * How much speech a packet holds, in milliseconds.
   *
   * @param ptimeMillis wished for; absent where nothing was said
   * @param maxptimeMillis the most; absent where nothing was said
   */
  public record Packets(@Nullable Integer ptimeMillis, @Nullable Integer maxptimeMillis) {
    private static final int FRAME = 20;
    private static final int LONGEST = 60;

    /** What we send: whole frames of 20 ms, no more than the peer's most, 20 to 60 ms. */
    public int sentMillis() {
      int wished = ptimeMillis == null ? FRAME : ptimeMillis;
      int most = maxptimeMillis == null ? LONGEST : Math.min(maxptimeMillis, LONGEST);
      return Math.max(FRAME, Math.min(wished, most) / FRAME * FRAME);
    }
  }

  /**
   * Where RTCP goes (RFC 3605, RFC 5761).
   *
   * @param mux true when it shares the port of RTP
   * @param port named by {@code a=rtcp}; absent means the port after RTP's
   * @param address named by {@code a=rtcp}; absent means RTP's
   */
  public record Rtcp(boolean mux, @Nullable Integer port, @Nullable InetAddress address) {}

  /**
   * Where the peer says that its RTCP is; empty when it says nothing, or an address that cannot be
   * reached from where its RTP is.
   */
  Optional<InetSocketAddress> namedRtcp() {
    InetAddress at = rtcp.address() == null ? address : rtcp.address();
    return Optional.ofNullable(rtcp.port())
        .filter(_ -> AddressFamily.of(at) == family())
        .map(named -> new InetSocketAddress(at, named));
  }

  /** The kind of its address. */
  public AddressFamily family() {
    return AddressFamily.of(address);
  }

  /** True when the stream is refused. */
  public boolean isRefused() {
    return port == 0;
  }

  /** True when media may be sent to the peer. */
  public boolean wantsMedia() {
    return flow.hears() && !address.isAnyLocalAddress() && !isRefused();
  }

  /** True when the profile has no encryption. */
  public boolean isPlainRtp() {
    return protocol.equals("RTP/AVP") || protocol.equals("RTP/AVPF");
  }

  /** True when the profile is SRTP by keys in the SDP (RFC 3711, RFC 5124). */
  public boolean isSecure() {
    return protocol.equals("RTP/SAVP") || protocol.equals("RTP/SAVPF");
  }

  /** The same without protection. */
  public AudioDescription plain() {
    return new AudioDescription(address, port, "RTP/AVP", formats, flow, packets, rtcp, List.of());
  }

  /** The same with its media elsewhere. */
  public AudioDescription at(InetAddress elsewhere) {
    return new AudioDescription(elsewhere, port, protocol, formats, flow, packets, rtcp, cryptos);
  }

  /** The same with these formats only. */
  public AudioDescription speaking(List<AudioFormat> others) {
    return new AudioDescription(address, port, protocol, others, flow, packets, rtcp, cryptos);
  }

  /** The first format that means the same. */
  public Optional<AudioFormat> like(AudioFormat format) {
    return formats.stream().filter(format::sameEncoding).findFirst();
  }
}
