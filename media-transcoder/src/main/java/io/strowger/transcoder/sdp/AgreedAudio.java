package io.strowger.transcoder.sdp;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How one side of a relay speaks with its peer.
 *
 * @param codec what it speaks
 * @param format the peer's own entry for it, with the peer's payload type
 * @param amr the parameters, of AMR and AMR-WB only
 * @param events the peer's telephone events; absent when it has none
 * @param ptimeMillis how much speech our packets to the peer hold: 20, 40 or 60
 * @param crypto how packets are protected; absent where they are not
 * @param told what the peer was offered or answered, by whose payload types it sends; empty: by its
 *     own
 */
public record AgreedAudio(
    AudioCodec codec,
    AudioFormat format,
    @Nullable AmrParameters amr,
    @Nullable AudioFormat events,
    int ptimeMillis,
    @Nullable AgreedCrypto crypto,
    List<AudioFormat> told) {
  private static final int LONGEST_PACKET = 240;

  /** The side of a relay that speaks like this with its peer. */
  public SideDescription side(AudioDescription peer) {
    boolean placeless = peer.isRefused() || peer.address().isAnyLocalAddress();
    Integer most = peer.packets().maxptimeMillis();
    return new SideDescription(
        new SideDescription.Codec(
            speech(),
            format.payloadType(),
            toldType(format),
            ptimeMillis,
            most == null ? LONGEST_PACKET : Math.clamp(most, 20, LONGEST_PACKET)),
        Optional.ofNullable(events)
            .map(event ->
                new TelephoneEvents(event.payloadType(), toldType(event), event.clockRate())),
        new SideDescription.Transport(
            placeless
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(peer.address(), peer.port())),
            placeless ? Optional.empty() : peer.namedRtcp(),
            peer.rtcp().mux(),
            Optional.ofNullable(crypto).map(AgreedCrypto::keys)),
        placeless ? FlowAttribute.unheard(peer.flow()) : peer.flow());
  }

  /** The same with packets protected like this, or not at all. */
  public AgreedAudio protectedBy(@Nullable AgreedCrypto other) {
    return new AgreedAudio(codec, format, amr, events, ptimeMillis, other, told);
  }

  /** The same with a peer that was told these formats. */
  public AgreedAudio telling(List<AudioFormat> formats) {
    return new AgreedAudio(codec, format, amr, events, ptimeMillis, crypto, List.copyOf(formats));
  }

  /** An answer may give what was offered another payload type (RFC 3264, section 6.1). */
  private int toldType(AudioFormat own) {
    List<AudioFormat> alike = told.stream().filter(own::sameEncoding).toList();
    return alike.stream()
        .filter(offered -> offered.payloadType() == own.payloadType())
        .findFirst()
        .or(() ->
            alike.stream().filter(offered -> isAligned(offered) == isAligned(own)).findFirst())
        .or(() -> alike.stream().findFirst())
        .map(AudioFormat::payloadType)
        .orElse(own.payloadType());
  }

  private static boolean isAligned(AudioFormat format) {
    return AmrParameters.read(format.parameters(), format.is(AudioCodec.AMR_WB.encoding()))
            instanceof AmrParameters.Reading.Usable(AmrParameters parameters)
        && parameters.octetAligned();
  }

  /** The same without telephone events where the other side has none: digits would go nowhere. */
  public AgreedAudio sharingEvents(AgreedAudio other) {
    return other.events == null ? with(null) : this;
  }

  /** The same with these telephone events of the peer's, or none. */
  public AgreedAudio with(@Nullable AudioFormat other) {
    return new AgreedAudio(codec, format, amr, other, ptimeMillis, crypto, told);
  }

  /**
   * The same with packets protected by the key that the peer was told by another, who has spoken
   * with it until now.
   *
   * @param told what the peer was told
   * @return empty when it was told no key of the suite agreed on; this, when nothing is protected
   */
  public Optional<AgreedAudio> continuedLike(AudioDescription told) {
    return crypto == null
        ? Optional.of(this)
        : told.cryptos().stream()
            .map(CryptoAttribute::key)
            .filter(key -> key.suite() == crypto.keys().own().suite())
            .findFirst()
            .map(key -> protectedBy(crypto.continuedBy(key)));
  }

  private SpeechFormat speech() {
    return switch (codec) {
      case PCMA -> new SpeechFormat.Companded(G711.PCMA);
      case PCMU -> new SpeechFormat.Companded(G711.PCMU);
      case AMR -> adaptive(AmrKind.NARROWBAND);
      case AMR_WB -> adaptive(AmrKind.WIDEBAND);
    };
  }

  private SpeechFormat adaptive(AmrKind kind) {
    AmrParameters parameters = Objects.requireNonNull(amr);
    ModeRules rules =
        new ModeRules(
            parameters.modes(),
            parameters.changePeriod(),
            parameters.changeToNeighbour(),
            OptionalInt.empty());
    return new SpeechFormat.Amr(kind, parameters.octetAligned(), rules, false);
  }
}
