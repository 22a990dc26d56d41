package io.strowger.transcoder.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.session.Flow;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SdpWriterTest {
  private static final InetAddress RELAY = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void the_callers_amr_is_answered_with_its_own_numbers_and_parameters() throws Exception {
    assertThat(answer(Offers.AMR, LocalAudio.at(RELAY, 50_000, 2)))
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
  void what_is_not_audio_is_refused_in_its_place() throws Exception {
    String answer = answer(Offers.VOLTE, LocalAudio.at(RELAY, 50_000, 7).muxing(true).next());

    assertThat(answer)
        .isEqualTo(
            """
            v=0
            o=strowger 7 8 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 50000 RTP/AVP 107 111
            a=rtpmap:107 AMR-WB/16000
            a=fmtp:107 mode-change-capability=2; max-red=0
            a=rtpmap:111 telephone-event/16000
            a=fmtp:111 0-15
            a=ptime:20
            a=maxptime:240
            a=rtcp-mux
            m=video 0 RTP/AVP 99
            """);
    assertThat(SdpReader.read(answer).audio().port()).isEqualTo(50_000);
  }

  @Test
  void the_profile_of_the_offer_is_answered_and_hold_is_answered_by_listening() throws Exception {
    String offer = Offers.AMR.replace("RTP/AVP", "RTP/AVPF") + "a=sendonly\n";
    Flow flow = SdpReader.read(offer).audio().flow();

    String answer =
        answer(offer, LocalAudio.at(RELAY, 50_000, 2).flowing(FlowAttribute.answer(flow)));

    assertThat(answer).contains("RTP/AVPF 104 110\n").contains("a=recvonly\n");
  }

  @Test
  void an_offer_of_ours_names_no_modes_and_speaks_ipv6() {
    LocalAudio local = LocalAudio.at(InetAddress.ofLiteral("2001:db8::1"), 50_002, 1);

    String offer =
        SdpWriter.offer(
            "RTP/AVP",
            List.of(AudioCodec.PCMA.offered(), AudioFormat.of(101, "telephone-event", 8000)),
            new AudioDescription.Packets(20, null),
            local);

    assertThat(offer)
        .isEqualTo(
            """
            v=0
            o=strowger 1 1 IN IP6 2001:db8:0:0:0:0:0:1
            s=-
            c=IN IP6 2001:db8:0:0:0:0:0:1
            t=0 0
            m=audio 50002 RTP/AVP 8 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=ptime:20
            """);
  }

  private static String answer(String offer, LocalAudio local) throws Exception {
    SessionDescription read = SdpReader.read(offer);
    Agreement agreement = Agreement.with(read.audio(), EnumSet.allOf(AudioCodec.class), null);
    return SdpWriter.answer(read, ((Agreement.Reached) agreement).audio(), local);
  }
}
