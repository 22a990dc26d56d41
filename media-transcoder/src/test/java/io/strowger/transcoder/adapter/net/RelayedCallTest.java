package io.strowger.transcoder.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.testkit.Patience;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Side;
import java.net.DatagramSocket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayedCallTest extends RelayedCalls {
  @Test
  void reports_come_and_go_on_the_media_port_where_both_said_so() throws Exception {
    // Given
    TranscodingReply.RelayAllocated relay = connect(NARROW + "a=rtcp-mux\r\n", G711);
    assertThat(relay.callerSdp()).contains("a=rtcp-mux");
    assertThat(relay.trunkSdp()).doesNotContain("rtcp-mux");
    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    trunk.receive();
    trunk.send(toTrunk, g711(0));
    int ssrc = caller.receive().ssrc();

    try (DatagramSocket trunkReports = trunk.portAbove()) {
      // When
      caller.send(toCaller, receiverReport(ssrc, 64));
      await().until(() -> statistics(Side.A).report().isPresent());
      relays.perform(new TranscodingRequest.ReleaseRelay(head("end")), Instant.now());

      // Then
      assertThat(lastType(caller.receiveDatagram())).as("BYE").isEqualTo(203);
      assertThat(lastType(Phone.receive(trunkReports))).as("BYE").isEqualTo(203);
    }
  }

  @Test
  void reports_go_to_the_port_that_the_sdp_names() throws Exception {
    try (DatagramSocket reports = new DatagramSocket(0, local)) {
      // Given
      reports.setSoTimeout((int) Patience.LIMIT.toMillis());
      connect(NARROW, G711 + "a=rtcp:" + reports.getLocalPort() + "\r\n");
      trunk.send(toTrunk, g711(0));
      await().until(() -> statistics(Side.B).received().packets() == 1);
      caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
      trunk.receive();

      // When
      relays.perform(new TranscodingRequest.ReleaseRelay(head("end")), Instant.now());

      // Then
      assertThat(lastType(Phone.receive(reports))).as("BYE").isEqualTo(203);
    }
  }

  @Test
  void digits_cross_between_the_clocks_of_wideband_and_g711_both_ways() throws Exception {
    // Given
    connect(WIDE, G711);
    caller.send(toCaller, amr("wb_m2.oa.rpf", 0));
    int spokenToTrunk = trunk.receive().timestamp();
    trunk.send(toTrunk, g711(0));
    int spokenToCaller = caller.receive().timestamp();

    // When
    caller.send(toCaller, digit(110, 1, 320, 16_000 / 10));
    trunk.send(toTrunk, digit(101, 1, 160, 8_000 / 10));

    // Then
    RtpPacket atTrunk = trunk.receive();
    assertThat(atTrunk.payloadType()).isEqualTo(101);
    assertThat(atTrunk.timestamp() - spokenToTrunk).isEqualTo(160);
    assertThat(atTrunk.payload()).isEqualTo(digit(101, 1, 160, 8_000 / 10).payload());
    RtpPacket atCaller = caller.receive();
    assertThat(atCaller.payloadType()).isEqualTo(110);
    assertThat(atCaller.timestamp() - spokenToCaller).isEqualTo(320);
    assertThat(atCaller.payload()).isEqualTo(digit(110, 1, 320, 16_000 / 10).payload());
  }

  @Test
  void a_trunk_that_answers_by_other_payload_types_is_heard_by_the_offered_and_by_its_own()
      throws Exception {
    // Given: it was offered AMR as 96 and events as 101.
    allocate(
        new TranscodingRequest.AllocateRelay(
            head("begin"), sdp(caller, G711), List.of("AMR"), null));
    String formats = NARROW.replace("104", "120") + "a=rtpmap:121 telephone-event/8000\r\n";
    relays.perform(
        new TranscodingRequest.ConnectTrunk(head("answer"), sdp(trunk, formats)), Instant.now());

    // When
    trunk.send(toTrunk, numbered(96, 0));
    trunk.send(toTrunk, numbered(120, 1));
    trunk.send(toTrunk, digit(101, 2, 320, 800));
    trunk.send(toTrunk, digit(121, 3, 1_120, 800));
    caller.send(toCaller, g711(0));

    // Then
    assertThat(caller.receive().payloadType()).isEqualTo(8);
    assertThat(caller.receive().payloadType()).isEqualTo(8);
    assertThat(caller.receive().payloadType()).isEqualTo(101);
    assertThat(caller.receive().payloadType()).isEqualTo(101);
    assertThat(trunk.receive().payloadType()).isEqualTo(120);
  }

  private static RtpPacket numbered(int type, int index) {
    RtpPacket packet = amr("nb_m7.oa.rpf", index);
    return new RtpPacket(type, index == 0, index, index * 160, 9, packet.payload());
  }

  @Test
  void a_leg_that_offers_another_address_is_heard_from_there_alone() throws Exception {
    connect(NARROW, G711);
    caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
    trunk.receive();

    try (Phone moved = new Phone()) {
      describe(RelayedLeg.CALLER, sdp(moved, NARROW));
      trunk.send(toTrunk, g711(0));
      assertThat(moved.receive().payloadType()).isEqualTo(104);
      moved.send(toCaller, amr("nb_m7.oa.rpf", 1));
      trunk.receive();
      caller.send(toCaller, amr("nb_m7.oa.rpf", 2));
      await().until(() -> statistics(Side.A).quality().refused() == 1);
    }
  }

  @Test
  void a_leg_that_moves_is_heard_and_hears_though_its_old_place_still_sends() throws Exception {
    // Given
    connect(NARROW, G711);
    trunk.send(toTrunk, g711(0));
    await().until(() -> statistics(Side.B).received().packets() == 1);

    try (Phone moved = new Phone()) {
      // When: as of a ring group whose second branch answers while the first one still plays.
      describe(RelayedLeg.TRUNK, sdp(moved, G711));
      trunk.send(toTrunk, g711(1));
      trunk.send(toTrunk, g711(2));
      await().until(() -> statistics(Side.B).received().packets() == 3);

      // Then
      caller.send(toCaller, amr("nb_m7.oa.rpf", 0));
      assertThat(moved.receive().payloadType()).isEqualTo(8);
      moved.send(toTrunk, g711(3));
      await().until(() -> statistics(Side.B).received().packets() == 4);
      trunk.send(toTrunk, g711(4));
      await().until(() -> statistics(Side.B).quality().refused() == 1);
    }
  }

  @Test
  void a_leg_that_names_another_address_and_sends_on_from_its_old_one_hears_all_along()
      throws Exception {
    // Given
    connect(NARROW, G711);
    trunk.send(toTrunk, g711(0));
    await().until(() -> statistics(Side.B).received().packets() == 1);

    try (Phone said = new Phone()) {
      // When: as of a trunk whose progress and answer name different addresses.
      describe(RelayedLeg.TRUNK, sdp(said, G711));
      trunk.send(toTrunk, g711(1));
      await().until(() -> statistics(Side.B).received().packets() == 2);
      caller.send(toCaller, amr("nb_m7.oa.rpf", 0));

      // Then
      RtpPacket there = said.receive();
      assertThat(trunk.receive().payload()).isEqualTo(there.payload());
    }
  }

  @Test
  void a_leg_behind_nat_that_says_the_same_again_stays_where_it_was_heard() throws Exception {
    // Given: the caller speaks from elsewhere than its SDP says.
    connect(NARROW, G711);
    try (Phone mapped = new Phone()) {
      mapped.send(toCaller, amr("nb_m7.oa.rpf", 0));
      trunk.receive();

      // When: as after a re-INVITE without SDP, which the switch answers itself.
      describe(RelayedLeg.CALLER, sdp(caller, NARROW));

      // Then
      trunk.send(toTrunk, g711(0));
      assertThat(mapped.receive().payloadType()).isEqualTo(104);
      caller.send(toCaller, amr("nb_m7.oa.rpf", 1));
      await().until(() -> statistics(Side.A).quality().refused() == 1);
    }
  }
}
