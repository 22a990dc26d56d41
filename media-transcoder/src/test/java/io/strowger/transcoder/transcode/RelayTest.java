package io.strowger.transcoder.transcode;

import static io.strowger.transcoder.transcode.HeardFrames.types;
import static io.strowger.transcoder.transcode.Scene.amr;
import static io.strowger.transcoder.transcode.Scene.companded;
import static io.strowger.transcoder.transcode.Scene.packing;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.amr.ModeRules;
import io.strowger.transcoder.dsp.RingTone;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SideDescription.Codec;
import io.strowger.transcoder.session.SpeechFormat;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {
  private static final int PCMA = 8;

  @Test
  void packets_that_overtook_each_other_are_heard_in_their_order() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      List<RtpPacket> packets = Talk.amr("nb_m7.oa.rpf").packets();
      for (int i = 0; i + 1 < packets.size(); i += 2) {
        scene.takes(Side.A, packets.get(i));
        scene.takes(Side.A, packets.get(i)); // twice
        scene.passes(15);
        if (i + 2 < packets.size()) {
          scene.takes(Side.A, packets.get(i + 2));
          scene.passes(5);
        }
        scene.takes(Side.A, packets.get(i + 1));
        scene.passes(20);
      }

      byte[] expected = G711.PCMA.encode(ReferenceMedia.samples("nb_m7.dec.s16"));
      assertThat(scene.heardByB(PCMA)).isEqualTo(expected);
      assertThat(scene.quality(Side.A).concealed()).isZero();
      assertThat(scene.quality(Side.A).discarded()).isGreaterThan(170);
    }
  }

  @Test
  void sequence_numbers_and_timestamps_wrap_without_being_heard() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      Talk.of("nb_m7.oa.rpf", Scene.AMR, 65_400, -160 * 100).said(scene, Side.A, 8_000);

      assertThat(scene.heardByB(PCMA))
          .isEqualTo(G711.PCMA.encode(ReferenceMedia.samples("nb_m7.dec.s16")));
      assertThat(scene.quality(Side.A).lost()).isZero();
      assertThat(scene.quality(Side.A).expected()).isEqualTo(350);
    }
  }

  @Test
  void another_ssrc_of_the_same_peer_is_heard_at_once() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      List<RtpPacket> packets = Talk.amr("nb_m7.oa.rpf").packets();
      scene.takes(Side.A, packets.get(0));
      scene.passes(20);
      RtpPacket other = packets.get(1);
      scene.takes(Side.A, new RtpPacket(Scene.AMR, true, 9, 77, 0xBEEF, other.payload()));

      assertThat(scene.toB).hasSize(2);
      assertThat(scene.toB.get(1).packet().ssrc()).isEqualTo(scene.toB.get(0).packet().ssrc());
      assertThat(scene.toB.get(1).packet().sequence())
          .isEqualTo(scene.toB.get(0).packet().sequence() + 1);
    }
  }

  @Test
  void mode_requests_are_obeyed_within_the_mode_set() {
    try (Scene scene = new Scene(amr(true, 0, 2, 5, 7), companded(G711.PCMA))) {
      byte[] request = Talk.amr("nb_m7.oa_cmr2.rpf").get(0).payload();
      Talk speech = Talk.companded("in8.pcma", PCMA, 160);

      scene.takes(Side.B, speech.get(0));
      scene.takes(Side.A, new RtpPacket(Scene.AMR, true, 1, 1, 1, request));
      scene.takes(Side.B, speech.get(1));

      assertThat(types(scene, true)).containsExactly(7, 2);
    }
  }

  @Test
  void our_own_mode_request_is_in_every_packet() {
    ModeRules rules = new ModeRules(Set.of(0, 4, 7), 1, false, OptionalInt.of(4));
    var format = new SpeechFormat.Amr(AmrKind.NARROWBAND, false, rules, false);
    SideDescription a = Scene.side(Codec.of(format, Scene.AMR));
    try (Scene scene = new Scene(a, companded(G711.PCMA))) {
      Talk.companded("in8.pcma", PCMA, 160).said(scene, Side.B, 8_000);

      AmrFrames frames = new AmrFrames();
      for (Scene.Sent sent : scene.toA) {
        byte[] payload = sent.packet().payload();
        new AmrFraming(AmrKind.NARROWBAND, false).read(payload, 0, payload.length, frames);
        assertThat(frames.modeRequest()).isEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60})
  void packets_are_as_long_as_their_hearer_wants_them(int ptimeMillis) {
    SideDescription a = packing(amr(true), ptimeMillis);
    SideDescription b = packing(companded(G711.PCMA), ptimeMillis);
    try (Scene scene = new Scene(a, b)) {
      Talk.amr("nb_m7.oa.rpf").said(scene, Side.A, 8_000);

      assertThat(scene.toB).hasSize(7_000 / ptimeMillis);
      scene.toB.forEach(sent -> assertThat(sent.packet().payload()).hasSize(ptimeMillis * 8));
      assertThat(scene.heardByB(PCMA))
          .isEqualTo(
              Arrays.copyOf(
                  G711.PCMA.encode(ReferenceMedia.samples("nb_m7.dec.s16")),
                  7_000 / ptimeMillis * ptimeMillis * 8));

      Talk.companded("in8.pcma", PCMA, 240).said(scene, Side.B, 8_000); // 30 ms

      assertThat(types(scene, true)).hasSizeBetween(6_980 / 20 - 2, 7_000 / 20);
      AmrFrames frames = new AmrFrames();
      byte[] first = scene.toA.getFirst().packet().payload();
      new AmrFraming(AmrKind.NARROWBAND, true).read(first, 0, first.length, frames);
      assertThat(frames.count()).isEqualTo(ptimeMillis / 20);
      assertThat(scene.toA.get(1).packet().timestamp() - scene.toA.get(0).packet().timestamp())
          .isEqualTo(ptimeMillis * 8);
    }
  }

  @Test
  void wideband_and_narrowband_are_converted_both_ways() {
    try (Scene scene = new Scene(amr(AmrKind.WIDEBAND, true), amr(false))) {
      Talk.amr("wb_m2.oa.rpf").said(scene, Side.A, 16_000);
      assertThat(types(scene.toB, AmrKind.NARROWBAND, false)).hasSize(350).containsOnly(7);

      Talk.amr("nb_m7.be.rpf").said(scene, Side.B, 8_000);

      assertThat(types(scene.toA, AmrKind.WIDEBAND, true)).hasSize(350).containsOnly(8);
      assertThat(scene.toB.get(1).packet().timestamp() - scene.toB.get(0).packet().timestamp())
          .isEqualTo(160);
      assertThat(scene.toA.get(1).packet().timestamp() - scene.toA.get(0).packet().timestamp())
          .isEqualTo(320);
    }
  }

  @Test
  void digits_pass_with_times_and_durations_of_the_other_clock() {
    try (Scene scene = new Scene(amr(AmrKind.WIDEBAND, true), companded(G711.PCMA))) {
      Talk talk = Talk.amr("wb_m2.oa.rpf");
      scene.takes(Side.A, talk.get(0));
      scene.passes(20);
      int time = talk.get(1).timestamp();
      for (int i = 0; i < 3; i++) { // digit 5, 20 ms more each time, ends with E
        byte[] event = {
          5, (byte) (i == 2 ? 0x8A : 10), (byte) ((i + 1) * 320 >> 8), (byte) ((i + 1) * 320)
        };
        scene.takes(Side.A, new RtpPacket(Scene.EVENTS, i == 0, 101 + i, time, Talk.SSRC, event));
        scene.passes(20);
      }
      RtpPacket next = talk.get(4);
      scene.takes(
          Side.A, new RtpPacket(Scene.AMR, true, 104, next.timestamp(), Talk.SSRC, next.payload()));

      List<RtpPacket> heard = Scene.packetsTo(scene.toB, _ -> true);
      assertThat(heard).hasSize(5);
      int began = heard.get(0).timestamp();
      for (int i = 1; i <= 3; i++) {
        assertThat(heard.get(i).payloadType()).isEqualTo(Scene.EVENTS);
        assertThat(heard.get(i).timestamp() - began).isEqualTo(160);
        assertThat(heard.get(i).payload()).startsWith(5).endsWith(i * 160 >> 8, (byte) (i * 160));
      }
      assertThat(heard.get(4).timestamp() - began).as("speech goes on in time").isEqualTo(640);
      assertThat(heard.get(4).marker()).isTrue();
      assertThat(scene.quality(Side.A).concealed()).isZero();
    }
  }

  @Test
  void a_side_on_hold_hears_nothing_and_time_goes_on() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      Talk talk = Talk.amr("nb_m7.oa.rpf");
      scene.takes(Side.A, talk.get(0));
      int first = scene.toB.getFirst().packet().timestamp();
      scene.relay.update(Side.B, companded(G711.PCMA).flowing(Flow.INACTIVE));
      for (int i = 1; i < 100; i++) {
        scene.passes(20);
        scene.takes(Side.A, talk.get(i));
      }
      assertThat(scene.toB).hasSize(1);

      scene.relay.update(Side.B, companded(G711.PCMA));
      scene.passes(20);
      scene.takes(Side.A, talk.get(100));

      assertThat(scene.toB.getLast().packet().timestamp() - first).isEqualTo(100 * 160);
      assertThat(scene.toB.getLast().packet().ssrc())
          .isEqualTo(scene.toB.getFirst().packet().ssrc());
    }
  }

  @Test
  void another_codec_of_a_side_goes_on_in_its_stream() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      Talk talk = Talk.amr("nb_m7.oa.rpf");
      scene.takes(Side.A, talk.get(0));
      scene.passes(20);
      scene.relay.update(Side.B, companded(G711.PCMU));
      scene.takes(Side.A, talk.get(1));

      RtpPacket before = scene.toB.get(0).packet();
      RtpPacket after = scene.toB.get(1).packet();
      assertThat(after.payloadType()).isEqualTo(0);
      assertThat(after.ssrc()).isEqualTo(before.ssrc());
      assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
      assertThat(after.timestamp() - before.timestamp()).isEqualTo(160);
    }
  }

  @Test
  void a_ring_tone_keeps_its_cadence_until_media_come() {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      scene.relay.startTone(Side.A, RingTone.EUROPE, 5_000_000_000L);
      scene.passes(6_000);

      assertThat(scene.toA).hasSizeBetween(300, 301);
      assertThat(loudness(scene.toA.get(10).packet())).isGreaterThan(1_000);
      assertThat(loudness(scene.toA.get(100).packet())).isLessThan(20);
      assertThat(loudness(scene.toA.get(260).packet())).isGreaterThan(1_000);

      scene.takes(Side.B, Talk.companded("in8.pcmu", 0, 160).get(0));
      int sent = scene.toA.size();
      scene.passes(30);
      assertThat(scene.toA).hasSize(sent);
    }
  }

  private static double loudness(RtpPacket packet) {
    double sum = 0;
    for (byte code : packet.payload()) {
      sum += Math.abs(G711.PCMA.decode(code));
    }
    return sum / packet.payload().length;
  }
}
