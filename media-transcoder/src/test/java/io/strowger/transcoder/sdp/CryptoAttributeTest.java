package io.strowger.transcoder.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.transcoder.srtp.SrtpSuite;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoAttributeTest {
  private static final Set<AudioCodec> ALL = EnumSet.allOf(AudioCodec.class);
  private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
  private static final String OTHER_KEY = "NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj";
  private static final String LINE = "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY;

  @Test
  void a_line_is_read_and_written_as_it_is() {
    CryptoAttribute crypto = CryptoAttribute.of(LINE + "|2^20").orElseThrow();

    assertThat(crypto.tag()).isEqualTo(1);
    assertThat(crypto.key().suite()).isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    assertThat(crypto.line()).isEqualTo(LINE);
  }

  @Test
  void a_key_is_shown_nowhere_but_in_an_sdp() throws Exception {
    AudioDescription audio = SdpReader.read(Offers.SECURE).audio();

    assertThat(audio.toString()).contains("SrtpKey[").doesNotContain(KEY);
    assertThat(Agreement.with(audio, ALL, null).toString()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crypto:1 AES_CM_256_HMAC_SHA1_80 inline:" + KEY,
        "crypto:1 F8_128_HMAC_SHA1_80 inline:" + KEY,
        LINE + "|2^20|1:4",
        LINE + ";inline:" + KEY,
        LINE + " UNENCRYPTED_SRTP"
      })
  void what_asks_for_more_than_we_do_is_passed_over(String line) {
    assertThat(CryptoAttribute.of(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crypto",
        "crypto:one AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
        "crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY,
        "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:short",
        "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:===="
      })
  void what_is_no_crypto_is_refused(String line) {
    assertThatThrownBy(() -> CryptoAttribute.of(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_first_line_that_is_spoken_is_taken_and_answered_with_a_key_of_our_own()
      throws Exception {
    SessionDescription offer = SdpReader.read(Offers.SECURE);

    AgreedAudio agreed = ((Agreement.Reached) Agreement.with(offer.audio(), ALL, null)).audio();

    assertThat(agreed.crypto().tag()).isEqualTo(2);
    assertThat(agreed.crypto().keys().peer().base64()).isEqualTo(KEY);
    assertThat(agreed.crypto().keys().own().base64()).isNotEqualTo(KEY);
    assertThat(agreed.side(offer.audio()).transport().srtp()).contains(agreed.crypto().keys());
    LocalAudio local = LocalAudio.at(offer.audio().address(), 31_000, 1).protectedLike(agreed);
    assertThat(SdpWriter.answer(offer, agreed, local).lines())
        .contains(
            "m=audio 31000 RTP/SAVP 104 110",
            "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + agreed.crypto().keys().own().base64());
  }

  @Test
  void our_key_stays_when_the_peers_changes() throws Exception {
    AgreedAudio first = agreed(Offers.SECURE, null);

    AgreedAudio again = agreed(Offers.SECURE.replace(KEY, OTHER_KEY), first);

    assertThat(again.crypto().keys().peer()).isNotEqualTo(first.crypto().keys().peer());
    assertThat(again.crypto().keys().own()).isEqualTo(first.crypto().keys().own());
  }

  private static AgreedAudio agreed(String sdp, AgreedAudio before) throws Exception {
    return ((Agreement.Reached) Agreement.with(SdpReader.read(sdp).audio(), ALL, before)).audio();
  }
}
