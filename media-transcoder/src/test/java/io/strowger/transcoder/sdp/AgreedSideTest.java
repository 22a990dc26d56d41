package io.strowger.transcoder.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.TelephoneEvents;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgreedSideTest {

  @Test
  void a_side_speaks_as_its_peer_wants_it() throws Exception {
    SideDescription side = side(Offers.VOLTE, AudioCodec.AMR);

    assertThat(side.codec())
        .isEqualTo(
            new SideDescription.Codec(
                new SpeechFormat.Amr(
                    AmrKind.NARROWBAND,
                    false,
                    new ModeRules(Set.of(0, 2, 4, 7), 2, true, OptionalInt.empty()),
                    false),
                106,
                106,
                20,
                240));
    assertThat(side.events()).contains(new TelephoneEvents(110, 8000));
    assertThat(side.transport().remote()).map(Object::toString).contains("/192.0.2.7:4000");
    assertThat(side.transport().rtcpMux()).isTrue();
    assertThat(side.flow()).isEqualTo(Flow.SENDRECV);
  }

  @Test
  void a_trunk_speaks_companded() throws Exception {
    SideDescription side = side(Offers.VOLTE, AudioCodec.PCMA);

    assertThat(side.codec().format()).isEqualTo(new SpeechFormat.Companded(G711.PCMA));
    assertThat(side.codec().payloadType()).isEqualTo(8);
  }

  @Test
  void a_peer_without_an_address_is_sent_nothing() throws Exception {
    SideDescription side =
        side(Offers.AMR.replace("IP4 192.0.2.7\nt", "IP4 0.0.0.0\nt"), AudioCodec.AMR);

    assertThat(side.transport().remote()).isEmpty();
    assertThat(side.flow()).isEqualTo(Flow.SENDONLY);
  }

  @Test
  void reports_are_not_sent_to_an_address_that_the_media_socket_does_not_reach() throws Exception {
    SideDescription side = side(Offers.AMR + "a=rtcp:5001 IN IP6 2001:db8::7\n", AudioCodec.AMR);

    assertThat(side.transport().remote()).isPresent();
    assertThat(side.transport().rtcp()).isEmpty();
  }

  @Test
  void a_peer_that_answers_by_other_payload_types_is_sent_those_and_sends_the_offered()
      throws Exception {
    SideDescription side =
        answered(
            List.of(
                AudioFormat.of(8, "PCMA", 8000),
                new AudioFormat(105, "AMR", 8000, 1, null),
                new AudioFormat(106, "AMR", 8000, 1, "octet-align=1"),
                AudioFormat.of(102, "telephone-event", 16_000),
                AudioFormat.of(101, "telephone-event", 8000)));

    assertThat(side.codec().payloadType()).isEqualTo(104);
    assertThat(side.codec().toldType()).isEqualTo(106);
    assertThat(side.events()).contains(new TelephoneEvents(110, 101, 8000));
  }

  @Test
  void a_peer_that_answers_by_an_offered_payload_type_sends_by_it() throws Exception {
    SideDescription side =
        answered(
            List.of(
                new AudioFormat(96, "AMR", 8000, 1, "octet-align=1"),
                new AudioFormat(104, "AMR", 8000, 1, "octet-align=1; mode-set=7"),
                AudioFormat.of(110, "telephone-event", 8000)));

    assertThat(side.codec().toldType()).isEqualTo(104);
    assertThat(side.events()).contains(new TelephoneEvents(110, 8000));
  }

  private static SideDescription answered(List<AudioFormat> offered) throws Exception {
    AudioDescription peer = SdpReader.read(Offers.AMR).audio();
    return ((Agreement.Reached) Agreement.with(peer, EnumSet.of(AudioCodec.AMR), null))
        .audio()
        .telling(offered)
        .side(peer);
  }

  private static SideDescription side(String sdp, AudioCodec codec) throws Exception {
    AudioDescription peer = SdpReader.read(sdp).audio();
    return ((Agreement.Reached) Agreement.with(peer, EnumSet.of(codec), null)).audio().side(peer);
  }
}
