package io.strowger.transcoder.transcode;

import static io.strowger.transcoder.transcode.Scene.amr;
import static io.strowger.transcoder.transcode.Scene.companded;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcealmentTest {
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
}
