package io.strowger.transcoder.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.contracts.transcoding.RelayPlace;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallRelaysTest extends AskedRelays {
  @Test
  void a_relay_answers_the_caller_and_offers_to_the_trunk_at_the_address_told() {
    TranscodingReply.RelayAllocated allocated = allocated(allocate("r1", "t-0", "PCMA"));

    assertThat(allocated.callerSdp()).contains("c=IN IP4 192.0.2.1", "m=audio 30000 RTP/AVP 104");
    assertThat(allocated.trunkSdp()).contains("m=audio 30002 RTP/AVP 8 101\n");
    assertThat(allocated.place()).isEqualTo(new RelayPlace("192.0.2.1", 30_000, 30_002));
    assertThat(allocated.startedAt()).isEqualTo(NOW);
  }

  @Test
  void a_request_that_comes_twice_is_done_once_and_answered_the_same() {
    Outcome first = relays.perform(allocate("r1", "t-0", "PCMA"), NOW);
    Outcome again = relays.perform(allocate("r1", "t-0", "PCMA"), NOW.plusSeconds(1));

    assertThat(again).isEqualTo(first);
    assertThat(sessions.all()).hasSize(1);
  }

  @Test
  void what_is_addressed_to_another_or_too_old_is_left_alone() {
    assertThat(relays.perform(allocate("r1", "t-1", "PCMA"), NOW)).isEqualTo(new Outcome.Nothing());
    assertThat(relays.perform(allocate("r1", "t-0", "PCMA"), NOW.plusSeconds(11)))
        .isEqualTo(new Outcome.Nothing());
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void what_is_addressed_to_nobody_is_answered_by_just_one() {
    Colleagues others = new Colleagues("t-1");
    others.heard(status("t-0", 0.5));
    colleagues.heard(status("t-1", 0.5));

    for (int i = 0; i < 100; i++) {
      CallId call = new CallId("call-" + i);
      assertThat(colleagues.isOurs(call, NOW)).isNotEqualTo(others.isOurs(call, NOW));
    }
    assertThat(colleagues.isOurs(new CallId("x"), NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void without_room_a_request_for_anybody_is_handed_to_the_colleague_with_most() {
    // Given
    sessions.room = 0;
    TranscodingRequest.AllocateRelay anybody = allocate("r1", null, "PCMA");
    assertThat(refusal(anybody)).isEqualTo(RelayRefusal.NO_ROOM);
    assertThat(refusal(allocate("r1", "t-0", "PCMA"))).isEqualTo(RelayRefusal.NO_ROOM);

    // When
    colleagues.heard(status("zz-little", 0.1));
    colleagues.heard(status("zz-much", 0.8));
    Outcome outcome = relays.perform(ours(), NOW);

    // Then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.HandedOver.class,
            handed -> assertThat(handed.request().head().relay()).isEqualTo("zz-much"));
  }

  @Test
  void what_cannot_be_relayed_is_refused_with_the_reason() {
    assertThat(refusal(asked("r1", "v=0\r\n", List.of("PCMA"))))
        .isEqualTo(RelayRefusal.MALFORMED_SDP);
    assertThat(refusal(asked("r2", HANDSET.replace("AMR/8000", "EVS/16000"), List.of("PCMA"))))
        .isEqualTo(RelayRefusal.NO_USABLE_CODEC);
    assertThat(refusal(asked("r3", HANDSET, List.of("G729"))))
        .isEqualTo(RelayRefusal.UNKNOWN_TRUNK_CODEC);
    assertThat(refusal(asked("r4", HANDSET, List.of())))
        .isEqualTo(RelayRefusal.UNKNOWN_TRUNK_CODEC);
  }

  @Test
  void a_family_without_an_address_is_refused_with_the_name_of_the_setting() {
    String handset = HANDSET.replace("IP4 192.0.2.7", "IP6 2001:db8::7");
    var sixTowardsTrunk =
        new TranscodingRequest.AllocateRelay(
            head("r1"), HANDSET, List.of("PCMA"), null, AddressFamily.IP6);

    assertThat(refusal(sixTowardsTrunk)).isEqualTo(RelayRefusal.NO_ADDRESS_OF_FAMILY);
    assertThat(refused(asked("r2", handset, List.of("PCMA"))).detail())
        .isEqualTo(
            "the caller needs an address of IP6 and there is none here:"
                + " strowger.transcoder.rtp.second-address");
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void another_attempt_at_another_family_finds_no_way_out_of_the_relay_there_is() {
    allocated(allocate("r1", "t-0", "PCMA"));

    assertThat(
            refused(
                    new TranscodingRequest.AllocateRelay(
                        head("r2"), HANDSET, List.of("PCMA"), null, AddressFamily.IP6))
                .detail())
        .isEqualTo("the call's relay has its address of IP4 towards trunks");
  }

  @Test
  void the_trunks_answer_and_the_legs_later_offers_reach_the_session() {
    // Given
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);

    // When
    relays.perform(new TranscodingRequest.ConnectTrunk(head("c"), TRUNK), NOW);
    relays.perform(
        new TranscodingRequest.DescribeLeg(
            head("h"), RelayedLeg.CALLER, HANDSET + "a=sendonly\r\n"),
        NOW);

    // Then
    assertThat(side(Side.B).transport().remote())
        .map(Object::toString)
        .contains("/198.51.100.4:6000");
    assertThat(side(Side.A).flow()).isEqualTo(Flow.SENDONLY);
    assertThat(side(Side.A).codec().payloadType()).isEqualTo(104);
  }

  @Test
  void a_trunk_that_answers_by_another_payload_type_sends_by_the_one_it_was_offered() {
    relays.perform(allocate("r1", "t-0", "AMR"), NOW);

    relays.perform(
        new TranscodingRequest.ConnectTrunk(
            head("c"), sdp("198.51.100.4", 6000, "120", "AMR/8000")),
        NOW);

    assertThat(side(Side.B).codec().payloadType()).isEqualTo(120);
    assertThat(side(Side.B).codec().toldType()).isEqualTo(96);
  }

  @Test
  void what_cannot_be_read_leaves_a_leg_as_it_is() {
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);
    SideDescription before = side(Side.B);

    relays.perform(new TranscodingRequest.ConnectTrunk(head("c"), "nonsense"), NOW);

    assertThat(side(Side.B)).isEqualTo(before);
  }

  @Test
  void another_attempt_finds_the_relay_at_the_same_ports_and_open_to_another_trunk() {
    // Given
    RelayPlace place = allocated(allocate("r1", "t-0", "PCMA")).place();
    relays.perform(new TranscodingRequest.ConnectTrunk(head("c"), TRUNK), NOW);

    // When
    TranscodingReply.RelayAllocated second = allocated(allocate("r2", null, "AMR"));

    // Then
    assertThat(second.place()).isEqualTo(place);
    assertThat(second.trunkSdp()).contains("m=audio 30002 RTP/AVP 96 101", "AMR/8000");
    assertThat(side(Side.B).transport().remote()).isEmpty();
    assertThat(sessions.done).containsExactly("relatch B", "no tone to A");
  }

  @Test
  void ringback_is_begun_and_ended() {
    relays.perform(allocate("r1", "t-0", "PCMA"), NOW);

    relays.perform(new TranscodingRequest.PlayRingback(head("p"), RingbackTone.EUROPE), NOW);
    relays.perform(new TranscodingRequest.StopRingback(head("s")), NOW);

    assertThat(sessions.done).containsExactly("tone to A", "no tone to A");
  }

  @Test
  void a_caller_of_srtp_is_answered_with_a_key_of_our_own() {
    var reply = allocated(asked("r1", SECURE, List.of("PCMA")));

    assertThat(reply.callerSdp())
        .contains("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
    assertThat(reply.trunkSdp()).contains("RTP/AVP").doesNotContain("crypto");
  }
}
