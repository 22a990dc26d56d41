package io.strowger.transcoder.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpencoreAmrTest {
  @ParameterizedTest
  @CsvSource({"nb_m7.amr, nb_m7.dec.s16", "nb_m7_dtx.amr, nb_m7_dtx.dec.s16"})
  void decodes_to_the_last_bit_like_the_reference(String file, String decoded) throws Exception {
    assertThat(decode(ReferenceMedia.frames(file))).isEqualTo(ReferenceMedia.samples(decoded));
  }

  @Test
  void decodes_the_lowest_mode_like_the_reference() throws Exception {
    short[] samples = decode(ReferenceMedia.frames("nb_m0.amr"));
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);

    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
        .isEqualTo("f2e7d53d290fd54190483e02a81822e7ba2b0788ddc913d663151c457a339137");
  }

  @ParameterizedTest
  @CsvSource({
    "0, nb_m0.amr", "1, nb_m1.amr", "2, nb_m2.amr", "3, nb_m3.amr",
    "4, nb_m4.amr", "5, nb_m5.amr", "6, nb_m6.amr", "7, nb_m7.amr",
  })
  void encodes_every_mode_to_the_last_bit_like_the_reference(int mode, String file)
      throws Exception {
    short[] speech = ReferenceMedia.samples("in8.s16");
    List<AmrFrame> frames = new ArrayList<>();
    try (AmrEncoder encoder = OpencoreAmr.load().newEncoder()) {
      for (int at = 0; at + 160 <= speech.length; at += 160) {
        short[] samples = Arrays.copyOfRange(speech, at, at + 160);
        short[] before = samples.clone();
        frames.add(encoder.encode(samples, mode));
        assertThat(samples).as("the encoder leaves its input alone").isEqualTo(before);
      }
    }

    assertThat(frames).isEqualTo(ReferenceMedia.frames(file));
  }

  private static short[] decode(List<AmrFrame> frames) throws CodecMissing {
    short[] all = new short[frames.size() * 160];
    try (AmrDecoder decoder = OpencoreAmr.load().newDecoder()) {
      for (int i = 0; i < frames.size(); i++) {
        System.arraycopy(decoder.decode(frames.get(i)), 0, all, i * 160, 160);
      }
    }
    return all;
  }
}
