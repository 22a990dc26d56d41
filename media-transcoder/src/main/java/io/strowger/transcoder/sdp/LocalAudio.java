package io.strowger.transcoder.sdp;

import io.strowger.transcoder.session.Flow;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a side of a relay speaks with its peer, as the peer is told.
 *
 * @param address told to the peer
 * @param port of RTP, even; RTCP is at the next one; 0 refuses the audio
 * @param flow which ways media go, as the relay sees them
 * @param rtcpMux true when RTCP comes on RTP's port
 * @param crypto the key that the peer is sent packets by; absent where they are not protected
 * @param session names the session to the peer, the same for all its descriptions
 * @param version grows with every description of the session
 */
public record LocalAudio(
    InetAddress address,
    int port,
    Flow flow,
    boolean rtcpMux,
    @Nullable CryptoAttribute crypto,
    long session,
    long version) {

  /** A first description, both ways. */
  public static LocalAudio at(InetAddress address, int port, long session) {
    return new LocalAudio(address, port, Flow.SENDRECV, false, null, session, session);
  }

  /** The same at another address, by which the peer reaches the same port. */
  public LocalAudio reachedAt(InetAddress other) {
    return new LocalAudio(other, port, flow, rtcpMux, crypto, session, version);
  }

  /** The same with media going these ways. */
  public LocalAudio flowing(Flow other) {
    return new LocalAudio(address, port, other, rtcpMux, crypto, session, version);
  }

  /** The same with RTCP on RTP's port or not. */
  public LocalAudio muxing(boolean mux) {
    return new LocalAudio(address, port, flow, mux, crypto, session, version);
  }

  /** The same with packets protected as agreed. */
  public LocalAudio protectedLike(AgreedAudio agreed) {
    AgreedCrypto agreedOn = agreed.crypto();
    return new LocalAudio(
        address, port, flow, rtcpMux, agreedOn == null ? null : agreedOn.told(), session, version);
  }

  /** The same without audio. */
  public LocalAudio refusing() {
    return new LocalAudio(address, 0, flow, rtcpMux, crypto, session, version);
  }

  /** The session's next description. */
  public LocalAudio next() {
    return new LocalAudio(address, port, flow, rtcpMux, crypto, session, version + 1);
  }
}
