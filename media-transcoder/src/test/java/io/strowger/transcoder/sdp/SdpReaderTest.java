package io.strowger.transcoder.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.transcoder.session.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SdpReaderTest {

  @Test
  void a_handset_tells_where_and_how_it_speaks() throws Exception {
    // When
    SessionDescription read = SdpReader.read(Offers.VOLTE);

    // Then
    AudioDescription audio = read.audio();
    assertThat(audio.address().getHostAddress()).isEqualTo("192.0.2.7");
    assertThat(audio.port()).isEqualTo(4000);
    assertThat(audio.formats())
        .extracting(AudioFormat::toString)
        .containsExactly(
            "107 AMR-WB/16000",
            "106 AMR/8000",
            "111 TELEPHONE-EVENT/16000",
            "110 TELEPHONE-EVENT/8000",
            "8 PCMA/8000");
    assertThat(audio.formats().getFirst().parameters())
        .isEqualTo("mode-change-capability=2;max-red=0");
    assertThat(audio.packets()).isEqualTo(new AudioDescription.Packets(20, 240));
    assertThat(audio.flow()).isEqualTo(Flow.SENDRECV);
    assertThat(audio.rtcp()).isEqualTo(new AudioDescription.Rtcp(true, 4001, null));
    assertThat(read.media())
        .extracting(SessionDescription.MediaLine::kind)
        .containsExactly("audio", "video");
  }

  @Test
  void thousands_of_formats_are_read_or_refused_but_take_no_thread_along() throws Exception {
    String zeros = " 0".repeat(7_000);

    SessionDescription read = SdpReader.read(Offers.AMR + "m=video 4002 RTP/AVP" + zeros + "\n");
    assertThat(read.media()).hasSize(2);
    assertThatThrownBy(
            () -> SdpReader.read(Offers.AMR.replaceFirst("(m=audio [^\n]*)", "$1" + zeros)))
        .isInstanceOf(MalformedSdp.class);
  }

  @Test
  void lines_may_end_as_freeswitch_ends_them() throws Exception {
    String dos = Offers.VOLTE.replace("\n", "\r\n") + "\r\n";

    assertThat(SdpReader.read(dos)).isEqualTo(SdpReader.read(Offers.VOLTE));
  }

  @Test
  void the_address_next_to_the_audio_counts_before_the_sessions_and_ipv6_is_known()
      throws Exception {
    String offer = Offers.AMR.replace("a=ptime:20\n", "c=IN IP6 2001:db8::5\n");

    AudioDescription audio = SdpReader.read(offer).audio();

    assertThat(audio.address().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:5");
  }

  @Test
  void hold_is_told_in_the_old_manner_and_in_the_new_one() throws Exception {
    String old = Offers.AMR.replace("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0");
    String held = Offers.AMR + "a=sendonly\n";
    String sessionWide = Offers.AMR.replace("t=0 0\n", "t=0 0\na=inactive\n");

    assertThat(SdpReader.read(Offers.AMR).audio().wantsMedia()).isTrue();
    assertThat(SdpReader.read(old).audio().wantsMedia()).isFalse();
    assertThat(SdpReader.read(held).audio().flow()).isEqualTo(Flow.SENDONLY);
    assertThat(SdpReader.read(held).audio().wantsMedia()).isFalse();
    assertThat(SdpReader.read(sessionWide).audio().flow()).isEqualTo(Flow.INACTIVE);
    assertThat(SdpReader.read(sessionWide + "a=sendrecv\n").audio().wantsMedia()).isTrue();
  }

  static Stream<Arguments> malformed() {
    String amr = Offers.AMR;
    return Stream.of(
        Arguments.of("", "line 1: an SDP begins with v=0"),
        Arguments.of("v=0\n", "there is no m=audio line"),
        Arguments.of(amr.replace("s=-", "s"), "line 3: is not <letter>=<value>"),
        Arguments.of(amr.replace("s=-", "s=\0"), "line 3: is not <letter>=<value>"),
        Arguments.of(amr.replace("t=0 0\n", "\n"), "line 5: is not <letter>=<value>"),
        Arguments.of(amr.replace("o=- 1 1", "o=- one 1"), "line 2: the o= line cannot be read"),
        Arguments.of(
            amr.replace("192.0.2.7\nt", "phone.example\nt"),
            "line 4: not IN IP4 or IN IP6 with one numeric address"),
        Arguments.of(
            amr.replace("192.0.2.7\nt", "224.2.1.1\nt"),
            "line 4: the address 224.2.1.1 is no peer's"),
        Arguments.of(amr.replace("192.0.2.7\nt", "192.0.2.700\nt"), "line 4: "),
        Arguments.of(amr.replace("c=IN IP4 192.0.2.7\n", ""), "there is no c= line for the audio"),
        Arguments.of(amr.replace("4000", "70000"), "line 6: there is no port 70000"),
        Arguments.of(amr.replace("104 110", "104 200"), "line 6: a payload type must be 0 to 127"),
        Arguments.of(amr.replace("104 110", "104 104"), "line 6: payload type 104 stands twice"),
        Arguments.of(amr.replace("4000 ", ""), "line 6: the m= line cannot be read"),
        Arguments.of(amr.replace("AMR/8000", "AMR"), "line 7: rtpmap cannot be read"),
        Arguments.of(amr.replace("AMR/8000", "AMR/0"), "line 7: clock rate must be 1 to 192000"),
        Arguments.of(amr + "a=rtpmap:104 PCMA/8000\n", "line 11: payload type 104 is mapped twice"),
        Arguments.of(amr + "a=fmtp:104 crc=1\n", "line 11: payload type 104 has parameters twice"),
        Arguments.of(amr.replace("ptime:20", "ptime:x"), "line 10: ptime cannot be read"),
        Arguments.of(amr.replace("ptime:20", "ptime:0"), "line 10: packets of no length"),
        Arguments.of(amr + "a=rtcp:here\n", "line 11: rtcp cannot be read"),
        Arguments.of(amr + "x".repeat(17_000), "longer than 16384 characters"),
        Arguments.of(amr + "m=video 0 RTP/AVP 99\n".repeat(16), "line 26: more than 16 m= lines"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void what_is_no_sdp_is_refused_with_the_line_and_the_reason(String sdp, String reason) {
    assertThatThrownBy(() -> SdpReader.read(sdp))
        .isInstanceOf(MalformedSdp.class)
        .hasMessageStartingWith(reason);
  }
}
