package io.strowger.transcoder.ng;

import io.strowger.transcoder.sdp.AgreedAudio;
import io.strowger.transcoder.sdp.AgreedCrypto;
import io.strowger.transcoder.sdp.AudioDescription;
import io.strowger.transcoder.sdp.CryptoAttribute;
import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpSuite;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which RTP profile a party is spoken with by, and the keys where it is a secure one. */
final class Profiles {
  private static final Set<String> PLAIN = Set.of("RTP/AVP", "RTP/AVPF");
  private static final Set<String> SECURE = Set.of("RTP/SAVP", "RTP/SAVPF");

  private Profiles() {}

  /**
   * The profile that a party is offered: what the proxy asks for, else its own of before, else the
   * offerer's.
   */
  static String offered(NgFlags flags, AudioDescription offerer, Party other) throws NgRefused {
    return other.said() == null
        ? offered(flags, offerer.protocol())
        : offered(flags, other.said().audio().protocol());
  }

  /** The profile that a party is offered that has said nothing yet. */
  static String offered(NgFlags flags, String usual) throws NgRefused {
    String protocol = Objects.requireNonNullElse(flags.protocol(), usual);
    if (!PLAIN.contains(protocol) && !SECURE.contains(protocol)) {
      throw new NgRefused("the profile " + MalformedNg.shown(protocol) + " is not spoken");
    }
    return protocol;
  }

  /** With our key for the party where its profile wants one, without where it does not. */
  static AgreedAudio fitting(String protocol, AgreedAudio agreed) {
    if (PLAIN.contains(protocol)) {
      return agreed.protectedBy(null);
    }
    return agreed.crypto() != null
        ? agreed
        : agreed.protectedBy(
            AgreedCrypto.offering(SrtpKey.fresh(SrtpSuite.AES_CM_128_HMAC_SHA1_80)));
  }

  /** How a party was last offered to be spoken with: by the key that it was told, if by any. */
  static AgreedAudio told(Party party) {
    AgreedAudio agreed = party.agreed();
    CryptoAttribute told = party.local().crypto();
    if (told == null) {
      return agreed.protectedBy(null);
    }
    return told.key().equals(ownKey(agreed))
        ? agreed
        : agreed.protectedBy(AgreedCrypto.offering(told.key()));
  }

  /** Refuses an answer by another suite than the one that was offered, or by none. */
  static void requireOfferedKey(AgreedAudio offered, AgreedAudio answered) throws NgRefused {
    if (!Objects.equals(ownKey(offered), ownKey(answered))) {
      throw new NgRefused("the answer takes a crypto that was not offered");
    }
  }

  private static @Nullable SrtpKey ownKey(AgreedAudio agreed) {
    AgreedCrypto crypto = agreed.crypto();
    return crypto == null ? null : crypto.keys().own();
  }
}
