package io.strowger.transcoder.transcode;

import static io.strowger.transcoder.transcode.HeardFrames.frames;
import static io.strowger.transcoder.transcode.HeardFrames.types;
import static io.strowger.transcoder.transcode.Scene.amr;
import static io.strowger.transcoder.transcode.Scene.packing;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepackingTest {
  @Test
  void amr_is_repacked_without_a_codec_and_without_a_change() {
    SideDescription a = amr(true);
    SideDescription b = packing(amr(false), 60);
    try (Scene scene = new Scene(a, b)) {
      Talk.amr("nb_m7.oa_cmr2.rpf").said(scene, Side.A, 8_000);

      assertThat(scene.codecs.open()).as("codecs in use").isZero();
      List<String> heard = frames(scene.toB, false);
      List<String> said =
          ReferenceMedia.frames("nb_m7.amr").stream().map(HeardFrames::text).toList();
      assertThat(heard).isEqualTo(said.subList(0, heard.size())).hasSize(348);
      AmrFrames frames = new AmrFrames();
      byte[] payload = scene.toB.getFirst().packet().payload();
      new AmrFraming(AmrKind.NARROWBAND, false).read(payload, 0, payload.length, frames);
      assertThat(frames.modeRequest()).as("passed on").isEqualTo(2);
    }
  }

  @Test
  void a_request_for_what_is_no_mode_leaves_the_one_before_in_force() {
    try (Scene scene = new Scene(amr(true), amr(false))) {
      RtpPacket asking = Talk.amr("nb_m7.oa_cmr2.rpf").get(0);
      byte[] reserved = asking.payload().clone();
      reserved[0] = (byte) (AmrKind.NARROWBAND.sid() << 4);

      scene.takes(Side.A, asking);
      scene.takes(Side.A, new RtpPacket(Scene.AMR, false, 101, 1_160, Talk.SSRC, reserved));

      AmrFrames frames = new AmrFrames();
      byte[] payload = scene.toB.get(1).packet().payload();
      new AmrFraming(AmrKind.NARROWBAND, false).read(payload, 0, payload.length, frames);
      assertThat(frames.modeRequest()).isEqualTo(2);
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
}
