package io.strowger.transcoder.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.amr.AmrFile;
import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frames of AMR packets that were heard, in order. */
final class HeardFrames {
  private HeardFrames() {}

  static List<Integer> types(Scene scene, boolean octetAligned) {
    return types(octetAligned ? scene.toA : scene.toB, AmrKind.NARROWBAND, octetAligned);
  }

  static List<Integer> types(List<Scene.Sent> sent, AmrKind kind, boolean octetAligned) {
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

  static List<String> frames(List<Scene.Sent> sent, boolean octetAligned) {
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

  static String text(AmrFile.Frame frame) {
    return frame.type() + Arrays.toString(frame.speech());
  }
}
