package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.srtp.SrtpKeys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgSecureCallsTest extends ProxiedCalls {
  private static final String KEY =
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";

  private static final String SECURE = "18:transport-protocol8:RTP/SAVP";
  private static final String PLAIN = "18:transport-protocol7:RTP/AVP";
  private static final String SECURE_TRUNK = TRUNK.replace("RTP/AVP", "RTP/SAVP") + KEY;

  @Test
  void a_party_is_offered_srtp_where_the_proxy_asks_for_it() throws Exception {
    List<String> offered = lines(perform(KamailioBytes.offer("1", HANDSET, MASKED + SECURE)));

    assertThat(offered).anyMatch(line -> line.matches("m=audio \\d+ RTP/SAVP .*"));
    String crypto =
        offered.stream().filter(line -> line.startsWith("a=crypto:1 ")).findFirst().orElseThrow();
    List<String> answered = lines(perform(KamailioBytes.answer("2", SECURE_TRUNK, A, B)));
    assertThat(answered).noneMatch(line -> line.startsWith("a=crypto"));
    var keys = side(Side.B).transport().srtp().orElseThrow();
    assertThat(crypto).endsWith(keys.own().base64());
    assertThat(KEY).contains(keys.peer().base64());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RTP/SAVPF", "SRTP AVPF", "transport-protocol=RTP/SAVPF"})
  void the_profile_stands_in_one_text_with_other_flags(String profile) throws Exception {
    String text = "codec-mask-AMR codec-transcode-PCMA " + profile;

    List<String> offered =
        lines(
            perform(KamailioBytes.offer("1", HANDSET, "10:rtpp-flags" + KamailioBytes.text(text))));

    assertThat(offered).anyMatch(line -> line.startsWith("m=audio 30002 RTP/SAVPF "));
  }

  @Test
  void what_asks_for_dtls_is_refused_rather_than_spoken_with_in_the_clear() throws Exception {
    assertThat(reason(KamailioBytes.offer("1", HANDSET, "10:rtpp-flags4:DTLS")))
        .isEqualTo("the profile UDP/TLS/RTP/SAVP is not spoken");
  }

  @Test
  void an_answer_by_a_suite_that_was_not_offered_is_refused() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED + SECURE));
    String other = TRUNK.replace("RTP/AVP", "RTP/SAVP") + KEY.replace("_80", "_32");

    assertThat(reason(KamailioBytes.answer("2", other, A, B)))
        .isEqualTo("the answer takes a crypto that was not offered");
  }

  @Test
  void a_party_that_speaks_srtp_is_bridged_to_one_that_does_not() throws Exception {
    String secure = HANDSET.replace("RTP/AVP", "RTP/SAVP") + KEY;
    List<String> offered = lines(perform(KamailioBytes.offer("1", secure, MASKED + PLAIN)));

    assertThat(offered).noneMatch(line -> line.contains("SAVP") || line.startsWith("a=crypto"));
    List<String> answered = lines(perform(KamailioBytes.answer("2", TRUNK, A, B)));
    String own = side(Side.A).transport().srtp().orElseThrow().own().base64();
    assertThat(answered).contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + own);
    assertThat(side(Side.B).transport().srtp()).isEmpty();
  }

  @Test
  void a_branch_that_refuses_srtp_is_followed_by_one_without() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED + SECURE));

    // When: 488; the failure route offers anew, and that is taken.
    List<String> offered = lines(perform(KamailioBytes.offer("2", HANDSET, MASKED + PLAIN)));
    List<String> answered = lines(perform(KamailioBytes.answer("3", TRUNK, A, B)));

    // Then
    assertThat(offered).contains("m=audio 30002 RTP/AVP 8 110").noneMatch(this::isCrypto);
    assertThat(answered).contains("m=audio 30000 RTP/AVP 107 111");
    assertThat(side(Side.B).transport().srtp()).isEmpty();
  }

  @Test
  void a_branch_that_refuses_plain_rtp_is_followed_by_one_with_srtp() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED + PLAIN));

    // When
    List<String> offered = lines(perform(KamailioBytes.offer("2", HANDSET, MASKED + SECURE)));
    List<String> answered = lines(perform(KamailioBytes.answer("3", SECURE_TRUNK, A, B)));

    // Then
    assertThat(answered).contains("m=audio 30000 RTP/AVP 107 111");
    assertThat(offered)
        .anyMatch(line -> isCrypto(line) && line.endsWith(srtp(Side.B).own().base64()));
    assertThat(KEY).contains(srtp(Side.B).peer().base64());
  }

  @Test
  void a_party_that_speaks_without_keys_may_be_offered_srtp_later() throws Exception {
    // Given
    perform(KamailioBytes.offer("1", HANDSET, MASKED));
    perform(KamailioBytes.answer("2", TRUNK, A, B));

    // When
    String again = new String(KamailioBytes.offerAgain("3", HANDSET, A, B), ISO_8859_1);
    List<String> offered =
        lines(perform(KamailioBytes.octets(again.replace("7:call-id", SECURE + "7:call-id"))));
    List<String> answered = lines(perform(KamailioBytes.answer("4", SECURE_TRUNK, A, B)));

    // Then
    assertThat(answered).contains("m=audio 30000 RTP/AVP 107 111");
    assertThat(offered)
        .anyMatch(line -> isCrypto(line) && line.endsWith(srtp(Side.B).own().base64()));
  }

  private boolean isCrypto(String line) {
    return line.startsWith("a=crypto");
  }

  private SrtpKeys srtp(Side side) {
    return side(side).transport().srtp().orElseThrow();
  }
}
