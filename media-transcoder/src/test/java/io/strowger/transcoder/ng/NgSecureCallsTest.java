package io.strowger.transcoder.ng;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.session.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class NgSecureCallsTest extends ProxiedCalls {
  private static final String KEY =
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";

  @Test
  void a_party_is_offered_srtp_where_the_proxy_asks_for_it() throws Exception {
    List<String> offered =
        lines(
            perform(KamailioBytes.offer("1", HANDSET, MASKED + "18:transport-protocol8:RTP/SAVP")));

    assertThat(offered).anyMatch(line -> line.matches("m=audio \\d+ RTP/SAVP .*"));
    String crypto =
        offered.stream().filter(line -> line.startsWith("a=crypto:1 ")).findFirst().orElseThrow();
    String taken = TRUNK.replace("RTP/AVP", "RTP/SAVP") + KEY;
    List<String> answered = lines(perform(KamailioBytes.answer("2", taken, A, B)));
    assertThat(answered).noneMatch(line -> line.startsWith("a=crypto"));
    var keys = side(Side.B).transport().srtp().orElseThrow();
    assertThat(crypto).endsWith(keys.own().base64());
    assertThat(KEY).contains(keys.peer().base64());
  }

  @Test
  void an_answer_by_a_suite_that_was_not_offered_is_refused() throws Exception {
    perform(KamailioBytes.offer("1", HANDSET, MASKED + "18:transport-protocol8:RTP/SAVP"));
    String other = TRUNK.replace("RTP/AVP", "RTP/SAVP") + KEY.replace("_80", "_32");

    assertThat(reason(KamailioBytes.answer("2", other, A, B)))
        .isEqualTo("the answer takes a crypto that was not offered");
  }

  @Test
  void a_party_that_speaks_srtp_is_bridged_to_one_that_does_not() throws Exception {
    String secure = HANDSET.replace("RTP/AVP", "RTP/SAVP") + KEY;
    List<String> offered =
        lines(perform(KamailioBytes.offer("1", secure, MASKED + "18:transport-protocol7:RTP/AVP")));

    assertThat(offered).noneMatch(line -> line.contains("SAVP") || line.startsWith("a=crypto"));
    List<String> answered = lines(perform(KamailioBytes.answer("2", TRUNK, A, B)));
    String own = side(Side.A).transport().srtp().orElseThrow().own().base64();
    assertThat(answered).contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + own);
    assertThat(side(Side.B).transport().srtp()).isEmpty();
  }
}
