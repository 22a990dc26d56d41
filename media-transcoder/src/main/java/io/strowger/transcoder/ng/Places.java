package io.strowger.transcoder.ng;

import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.AudioFormat;
import io.strowger.transcoder.sdp.LocalAudio;
import io.strowger.transcoder.sdp.SessionDescription;
import io.strowger.transcoder.session.MediaAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where parties are, and which of our addresses they are told. */
final class Places {
  private final MediaAddresses addresses;

  Places(MediaAddresses addresses) {
    this.addresses = addresses;
  }

  /** What a party says, at the place that counts: that of its SIP where the proxy wants so. */
  static SessionDescription of(SessionDescription said, NgFlags flags) {
    InetAddress source = flags.source();
    return source == null || said.audio().address().isAnyLocalAddress()
        ? said
        : new SessionDescription(said.media(), said.audioIndex(), said.audio().at(source));
  }

  /** A party that has said nothing yet: nowhere, and taken to speak these formats. */
  static AudioDescription unknown(AudioDescription offerer, List<AudioFormat> formats) {
    return offerer.speaking(formats).plain().at(InetAddress.ofLiteral("0.0.0.0"));
  }

  /** What the offerer is told. */
  InetAddress toOfferer(AudioDescription offerer) throws NgRefused {
    return told("the offerer", offerer.family());
  }

  /** What the other party is told: an address of the family asked for, else of the offerer's. */
  InetAddress toOther(AudioDescription offerer, NgFlags flags) throws NgRefused {
    return told("the other party", Objects.requireNonNullElse(flags.family(), offerer.family()));
  }

  /** At the address that the proxy names, such as one before a NAT, where it names one. */
  static LocalAudio named(LocalAudio told, NgFlags flags) {
    InetAddress address = flags.mediaAddress();
    return address == null ? told : told.reachedAt(address);
  }

  private InetAddress told(String whom, AddressFamily family) throws NgRefused {
    return addresses
        .of(family)
        .orElseThrow(() -> new NgRefused(MediaAddresses.missing(whom, family)));
  }

  /** Refuses a party that has gone where the address that it was told does not reach. */
  static void requireReached(Party party, AudioDescription said) throws NgRefused {
    if (!said.address().isAnyLocalAddress()) {
      requireTold(party, said.family());
    }
  }

  /** Refuses another family than that of the address that a party was told; absent is none. */
  static void requireTold(Party party, @Nullable AddressFamily family) throws NgRefused {
    AddressFamily told = AddressFamily.of(party.local().address());
    if (family != null && family != told) {
      throw new NgRefused(
          "a party that was told an address of " + told + " cannot go on at one of " + family);
    }
  }
}
