package io.strowger.transcoder.session;

import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.srtp.SrtpKeys;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What one side speaks, and where its media are.
 *
 * @param codec that both ways of this side use, with its payload type and times
 * @param events its telephone events; empty when it has none, then digits do not reach it
 * @param transport where its media are
 * @param flow which ways its media go; anything but {@link Flow#SENDRECV} is hold
 */
public record SideDescription(
    Codec codec, Optional<TelephoneEvents> events, Transport transport, Flow flow) {

  /**
   * A codec as negotiated.
   *
   * @param payloadType of the packets sent to this side: 0 to 127
   * @param toldType by which this side was told to send; it may send by the other as well
   * @param ptimeMillis of the packets sent to this side: 10 to 240; AMR in whole frames of 20
   * @param maxPtimeMillis the longest packet this side takes; shortens ptimeMillis when below it
   */
  public record Codec(
      SpeechFormat format, int payloadType, int toldType, int ptimeMillis, int maxPtimeMillis) {
    private static final int LONGEST = 240;

    /** Refuses what no packet can hold. */
    public Codec {
      if (payloadType < 0 || payloadType > 127 || toldType < 0 || toldType > 127) {
        throw new IllegalArgumentException("no payload types: " + payloadType + ", " + toldType);
      }
      if (ptimeMillis < 10 || ptimeMillis > LONGEST || maxPtimeMillis < 10) {
        throw new IllegalArgumentException(
            "no packet time: " + ptimeMillis + ", at most " + maxPtimeMillis + " ms");
      }
    }

    /** Packets of 20 ms, of one payload type both ways. */
    public static Codec of(SpeechFormat format, int payloadType) {
      return new Codec(format, payloadType, payloadType, 20, LONGEST);
    }
  }

  /**
   * Where a side's media are.
   *
   * @param remote what its SDP says; a hint until its first packet comes from elsewhere; empty when
   *     nothing is known yet
   * @param rtcp where its SDP says that its RTCP is (RFC 3605); empty: on the port above
   * @param rtcpMux true when RTCP shares the port (RFC 5761)
   * @param srtp the keys that protect its packets (RFC 3711); empty when they are not protected
   */
  public record Transport(
      Optional<InetSocketAddress> remote,
      Optional<InetSocketAddress> rtcp,
      boolean rtcpMux,
      Optional<SrtpKeys> srtp) {
    /** Nothing is known yet. */
    public static Transport unknown() {
      return new Transport(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Media there, RTCP on the port above. */
    public static Transport at(InetSocketAddress remote) {
      return new Transport(Optional.of(remote), Optional.empty(), false, Optional.empty());
    }
  }

  /** What this side's packets hold. */
  public SpokenTypes spokenTypes() {
    return new SpokenTypes(
        codec.toldType(),
        codec.payloadType(),
        events.map(TelephoneEvents::toldType).orElse(SpokenTypes.NONE),
        events.map(TelephoneEvents::payloadType).orElse(SpokenTypes.NONE));
  }

  /** The same with media going other ways. */
  public SideDescription flowing(Flow other) {
    return new SideDescription(codec, events, transport, other);
  }

  /** The same with its media elsewhere. */
  public SideDescription at(Transport elsewhere) {
    return new SideDescription(codec, events, elsewhere, flow);
  }
}
