package io.strowger.transcoder.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SdpReaderTest {
  private static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 192.0.2.7
      s=-
      c=IN IP4 192.0.2.7
      t=0 0
      m=audio 4000 RTP/AVP 104 110
      a=rtpmap:104 AMR/8000
      a=fmtp:104 mode-set=7; octet-align=1
      a=rtpmap:110 telephone-event/8000
      a=ptime:20
      """;

  @Test
  void the_callers_amr_is_answered_with_its_own_numbers_and_parameters() throws Exception {
    AudioOffer offer = SdpReader.read(OFFER);
    AmrFormat amr = AmrFormat.firstUsable(offer).orElseThrow();

    assertThat(amr).isEqualTo(new AmrFormat(104, true, Set.of(7), "7"));
    assertThat(RelaySdp.answer(amr, RelaySdp.eventsOf(offer), "127.0.0.1", 50_000))
        .isEqualTo(
            """
            v=0
            o=strowger 2 2 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 50000 RTP/AVP 104 110
            a=rtpmap:104 AMR/8000
            a=fmtp:104 mode-set=7; octet-align=1
            a=rtpmap:110 telephone-event/8000
            a=ptime:20
            """);
  }

  @Test
  void without_octet_align_the_caller_means_bandwidth_efficient() throws Exception {
    AudioOffer offer = SdpReader.read(OFFER.replace("a=fmtp:104 mode-set=7; octet-align=1\n", ""));
    AmrFormat amr = AmrFormat.firstUsable(offer).orElseThrow();

    assertThat(amr.octetAligned()).isFalse();
    assertThat(RelaySdp.answer(amr, OptionalInt.empty(), "::1", 2)).doesNotContain("fmtp");
  }

  @Test
  void what_the_relay_does_not_speak_is_refused() throws Exception {
    for (String parameters : new String[] {"crc=1", "robust-sorting=1", "interleaving=4"}) {
      AudioOffer offer = SdpReader.read(OFFER.replace("mode-set=7; octet-align=1", parameters));
      assertThat(AmrFormat.firstUsable(offer)).as(parameters).isEmpty();
    }
  }

  @Test
  void what_cannot_be_read_is_refused_in_words() {
    assertThatThrownBy(() -> SdpReader.read("v=0\n"))
        .isInstanceOf(MalformedSdp.class)
        .hasMessageContaining("m=audio");
    assertThatThrownBy(() -> SdpReader.read(OFFER.replace("c=IN IP4 192.0.2.7\n", "")))
        .hasMessageContaining("c=");
    assertThatThrownBy(() -> SdpReader.read(OFFER.replace("4000", "99999")))
        .hasMessageContaining("99999");
  }

  @Test
  void whatever_comes_is_an_offer_or_refused() {
    long seed = 8866;
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder sdp = new StringBuilder(OFFER);
      for (int change = 0; change < 1 + random.nextInt(8); change++) {
        sdp.setCharAt(random.nextInt(sdp.length()), (char) random.nextInt(128));
      }
      try {
        AmrFormat.firstUsable(SdpReader.read(sdp.toString()));
      } catch (MalformedSdp refused) {
        assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
      }
    }
  }
}
