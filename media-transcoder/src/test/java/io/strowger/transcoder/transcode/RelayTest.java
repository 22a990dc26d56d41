package io.strowger.transcoder.transcode;

import static io.strowger.transcoder.transcode.Scene.amr;
import static io.strowger.transcoder.transcode.Scene.companded;
import static io.strowger.transcoder.transcode.Scene.packing;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.amr.AmrFile;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {
  private static final int PCMA = 8;

  @ParameterizedTest
  @CsvSource({
    "nb_m7_dtx.oa.rpf, true", "nb_m7_dtx.be.rpf, false",
    "nb_m7_dtx.oa2.rpf, true", "nb_m7_dtx.be3.rpf, false",
  })
  void pauses_are_filled_every_20_ms_from_the_decoders_comfort_noise(
      String file, boolean octetAligned) {
    try (Scene scene = new Scene(amr(octetAligned), companded(G711.PCMA))) {
      Talk.amr(file).said(scene, Side.A, 8_000);

      byte[] expected = G711.PCMA.encode(ReferenceMedia.samples("nb_m7_dtx.dec.s16"));
      byte[] heard = scene.heardByB(PCMA);
      assertThat(heard.length).isGreaterThanOrEqualTo(expected.length - 3 * 160);
      assertThat(heard).isEqualTo(Arrays.copyOf(expected, heard.length));
      assertThat(scene.quality(Side.A).concealed()).isZero();
      for (int i = 1; i < scene.toB.size(); i++) {
        Scene.Sent sent = scene.toB.get(i);
        assertThat(sent.packet().timestamp() - scene.toB.get(i - 1).packet().timestamp())
            .isEqualTo(160);
        assertThat(sent.atMillis() - i * 20).as("packet %d in time", i).isBetween(-41.0, 41.0);
      }
    }
  }

  @Test
  void lost_packets_are_concealed_once_a_frame_as_the_reference_does() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      List<RtpPacket> packets = Talk.amr("nb_m7.oa.rpf").packets();
      for (int i = 0; i < packets.size(); i++) {
        if (i % 10 != 9) {
          scene.takes(Side.A, packets.get(i));
        }
        scene.passes(20);
      }
      scene.passes(60);

      // The very last packet is lost as well, which none tells.
      byte[] expected = G711.PCMA.encode(ReferenceMedia.samples("nb_m7.loss10.s16"));
      assertThat(scene.heardByB(PCMA)).isEqualTo(Arrays.copyOf(expected, expected.length - 160));
      assertThat(scene.quality(Side.A).lost()).isEqualTo(34);
    }
  }

  @Test
  void a_damaged_frame_is_concealed_like_a_lost_one() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      List<RtpPacket> packets = Talk.amr("nb_m7.oa.rpf").packets();
      for (int i = 0; i < packets.size(); i++) {
        RtpPacket packet = packets.get(i);
        if (i % 10 == 9) {
          packet.payload()[1] &= (byte) ~4; // Q = 0
        }
        scene.takes(Side.A, packet);
        scene.passes(20);
      }

      assertThat(scene.heardByB(PCMA))
          .isEqualTo(G711.PCMA.encode(ReferenceMedia.samples("nb_m7.loss10.s16")));
      assertThat(scene.quality(Side.A).concealed()).isEqualTo(35);
    }
  }

  @Test
  void wideband_loss_is_concealed_as_the_reference_does() {
    SideDescription wide = amr(AmrKind.WIDEBAND, false);
    try (Scene scene = new Scene(wide, companded(G711.PCMU))) {
      List<Short> heard = new ArrayList<>();
      scene.relay.tap((_, rate, samples, count) -> {
        assertThat(rate).isEqualTo(16_000);
        for (int i = 0; i < count; i++) {
          heard.add(samples[i]);
        }
      });
      List<RtpPacket> packets = Talk.amr("wb_m2.be.rpf").packets();
      for (int i = 0; i < packets.size(); i++) {
        if (i % 10 != 9) {
          scene.takes(Side.A, packets.get(i));
        }
        scene.passes(20);
      }
      scene.passes(60);

      short[] expected = ReferenceMedia.samples("wb_m2.loss10.s16");
      assertThat(heard).hasSize(expected.length - 320);
      for (int i = 0; i < heard.size(); i++) {
        assertThat(heard.get(i)).isEqualTo(expected[i]);
      }
    }
  }

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
  void amr_is_repacked_without_a_codec_and_without_a_change() {
    SideDescription a = amr(true);
    SideDescription b = packing(amr(false), 60);
    try (Scene scene = new Scene(a, b)) {
      Talk.amr("nb_m7.oa_cmr2.rpf").said(scene, Side.A, 8_000);

      assertThat(scene.codecs.open()).as("codecs in use").isZero();
      List<String> heard = frames(scene.toB, false);
      List<String> said = ReferenceMedia.frames("nb_m7.amr").stream().map(RelayTest::text).toList();
      assertThat(heard).isEqualTo(said.subList(0, heard.size())).hasSize(348);
      AmrFrames frames = new AmrFrames();
      byte[] payload = scene.toB.getFirst().packet().payload();
      new AmrFraming(AmrKind.NARROWBAND, false).read(payload, 0, payload.length, frames);
      assertThat(frames.modeRequest()).as("passed on").isEqualTo(2);
    }
  }

  @Test
  void repacked_pauses_stay_pauses_and_repacked_losses_are_told() {
    try (Scene scene = new Scene(amr(true), amr(false))) {
      Talk talk = Talk.amr("nb_m7_dtx.oa.rpf");
      double began = scene.atMillis();
      for (int i = 0; i < talk.packets().size(); i++) {
        scene.passes(began + talk.millis(i, 8_000) - scene.atMillis());
        if (i != 50) {
          scene.takes(Side.A, talk.get(i));
        }
      }

      assertThat(scene.toB).hasSize(talk.packets().size());
      assertThat(types(scene, false).get(50)).as("told as lost").isEqualTo(AmrKind.NO_DATA);
      for (int i = 1; i < scene.toB.size(); i++) {
        assertThat(
                scene.toB.get(i).packet().timestamp() - scene.toB.getFirst().packet().timestamp())
            .isEqualTo(talk.get(i).timestamp() - talk.get(0).timestamp());
      }
    }
  }

  @Test
  void comfort_noise_reaches_a_hearer_whatever_its_mode_set_says() {
    try (Scene scene = new Scene(amr(true, 7), amr(false, 7))) {
      Talk.amr("nb_m7_dtx.oa.rpf").said(scene, Side.A, 8_000);

      assertThat(scene.codecs.open()).as("codecs in use").isZero();
      assertThat(types(scene, false)).contains(7, AmrKind.NARROWBAND.sid());
    }
  }

  @Test
  void amr_of_modes_that_the_hearer_does_not_take_is_encoded_anew() {
    try (Scene scene = new Scene(amr(true), amr(true, 0, 2))) {
      Talk.amr("nb_m7.oa.rpf").said(scene, Side.A, 8_000);

      assertThat(types(scene.toB, AmrKind.NARROWBAND, true)).hasSize(350).containsOnly(2);
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
  void lost_g711_is_concealed_and_a_silent_trunk_leaves_time_only() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      Talk talk = Talk.companded("in8.pcma", PCMA, 160);
      for (int i = 0; i < 100; i++) {
        if (i != 40 && i != 41) {
          scene.takes(Side.B, talk.get(i));
        }
        scene.passes(20);
      }
      assertThat(scene.toA).hasSize(100);
      scene.passes(3_000);
      int before = scene.toA.getLast().packet().timestamp();
      scene.takes(Side.B, Talk.numbered(talk.get(250), 100));

      assertThat(scene.toA).hasSize(101);
      assertThat(scene.toA.getLast().packet().marker()).isTrue();
      assertThat(scene.toA.getLast().packet().timestamp() - before).isGreaterThan(20_000);
      assertThat(
              scene.toA.getLast().packet().timestamp() - scene.toA.getFirst().packet().timestamp())
          .isEqualTo(250 * 160);
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

  private static List<Integer> types(Scene scene, boolean octetAligned) {
    return types(octetAligned ? scene.toA : scene.toB, AmrKind.NARROWBAND, octetAligned);
  }

  private static List<Integer> types(List<Scene.Sent> sent, AmrKind kind, boolean octetAligned) {
    List<Integer> types = new ArrayList<>();
    AmrFrames frames = new AmrFrames();
    for (Scene.Sent one : sent) {
      byte[] payload = one.packet().payload();
      assertThat(new AmrFraming(kind, octetAligned).read(payload, 0, payload.length, frames))
          .isTrue();
      for (int i = 0; i < frames.count(); i++) {
        types.add(frames.type(i));
      }
    }
    return types;
  }

  private static List<String> frames(List<Scene.Sent> sent, boolean octetAligned) {
    List<String> texts = new ArrayList<>();
    AmrFrames frames = new AmrFrames();
    for (Scene.Sent one : sent) {
      byte[] payload = one.packet().payload();
      new AmrFraming(AmrKind.NARROWBAND, octetAligned).read(payload, 0, payload.length, frames);
      for (int i = 0; i < frames.count(); i++) {
        int octets = AmrKind.NARROWBAND.octets(frames.type(i));
        texts.add(
            text(new AmrFile.Frame(frames.type(i), true, Arrays.copyOf(frames.speech(i), octets))));
      }
    }
    return texts;
  }

  private static String text(AmrFile.Frame frame) {
    return frame.type() + Arrays.toString(frame.speech());
  }
}
