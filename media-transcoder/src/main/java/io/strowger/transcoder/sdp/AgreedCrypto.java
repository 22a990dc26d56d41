package io.strowger.transcoder.sdp;

import io.strowger.transcoder.srtp.SrtpKey;
import io.strowger.transcoder.srtp.SrtpKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a side's packets are protected.
 *
 * @param tag of the line that was taken
 */
public record AgreedCrypto(int tag, SrtpKeys keys) {
  private static final int OFFERED_TAG = 1;

  /** Takes the first line that the peer offers; our own key stays while the suite does. */
  static AgreedCrypto with(List<CryptoAttribute> offered, @Nullable AgreedCrypto before) {
    CryptoAttribute first = offered.getFirst();
    boolean stays = before != null && before.keys().own().suite() == first.key().suite();
    SrtpKey own = stays ? before.keys().own() : SrtpKey.fresh(first.key().suite());
    boolean underWay = before != null && before.keys().underWay();
    return new AgreedCrypto(first.tag(), new SrtpKeys(first.key(), own, underWay));
  }

  /** The same with the key that the peer was told by another, who spoke with it until now. */
  AgreedCrypto continuedBy(SrtpKey told) {
    return new AgreedCrypto(tag, new SrtpKeys(keys.peer(), told, true));
  }

  /** Until a peer has answered by which key it sends, nothing that comes from it is right. */
  public static AgreedCrypto offering(SrtpKey own) {
    return new AgreedCrypto(OFFERED_TAG, new SrtpKeys(SrtpKey.fresh(own.suite()), own));
  }

  /** The line that tells the peer our key. */
  CryptoAttribute told() {
    return new CryptoAttribute(tag, keys.own());
  }
}
