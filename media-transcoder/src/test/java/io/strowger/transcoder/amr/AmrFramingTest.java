package io.strowger.transcoder.amr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AmrFramingTest {
  private final AmrFrames frames = new AmrFrames();

  @Test
  void a_comfort_noise_frame_has_39_bits_so_that_the_next_frame_is_found() {
    AmrFraming framing = new AmrFraming(AmrKind.NARROWBAND, false);
    add(AmrKind.NARROWBAND.sid(), "A5A5A5A5A4");
    add(0, "FFFFFFFFFFFFFFFFFFFFFFFE");
    byte[] packet = new byte[AmrFraming.MOST_OCTETS];

    // CMR 15 | F=1 FT=8 Q=1 | F=0 FT=0 Q=1 | 39 bits | 95 bits: 150 bits in 19 bytes
    assertThat(framing.write(frames, packet, 0)).isEqualTo(19);
    assertThat(framing.read(packet, 0, 19, frames)).isTrue();
    assertThat(frames.count()).isEqualTo(2);
    assertThat(HexFormat.of().withUpperCase().formatHex(frames.speech(0), 0, 5))
        .isEqualTo("A5A5A5A5A4");
    assertThat(HexFormat.of().withUpperCase().formatHex(frames.speech(1), 0, 12))
        .isEqualTo("FFFFFFFFFFFFFFFFFFFFFFFE");
  }

  @Test
  void types_that_the_codec_does_not_have_are_no_payload() {
    // CMR 15, one frame of type 9: the GSM-EFR comfort noise that AMR must not carry.
    byte[] packet = {(byte) 0xF0, 9 << 3 | 4, 0, 0, 0, 0, 0, 0};

    assertThat(new AmrFraming(AmrKind.NARROWBAND, true).read(packet, 0, 8, frames)).isFalse();
    assertThat(new AmrFraming(AmrKind.WIDEBAND, true).read(packet, 0, 8, frames)).isTrue();
  }

  @Test
  void the_quality_bit_and_frames_without_data_survive() {
    for (boolean aligned : new boolean[] {true, false}) {
      AmrFraming framing = new AmrFraming(AmrKind.WIDEBAND, aligned);
      frames.clear();
      frames.add(AmrKind.NO_DATA, true);
      frames.add(AmrKind.SPEECH_LOST, false);
      byte[] packet = new byte[AmrFraming.MOST_OCTETS];

      int length = framing.write(frames, packet, 0);

      assertThat(framing.read(packet, 0, length, frames)).isTrue();
      assertThat(frames.type(0)).isEqualTo(AmrKind.NO_DATA);
      assertThat(frames.isGood(0)).isTrue();
      assertThat(frames.type(1)).isEqualTo(AmrKind.SPEECH_LOST);
      assertThat(frames.isGood(1)).isFalse();
    }
  }

  @Test
  void random_frames_survive_either_framing() {
    long seed = 4867;
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      AmrKind kind = random.nextBoolean() ? AmrKind.NARROWBAND : AmrKind.WIDEBAND;
      AmrFraming framing = new AmrFraming(kind, random.nextBoolean());
      AmrFrames said = random(kind, random);
      byte[] packet = new byte[3 + AmrFraming.MOST_OCTETS];
      int length = framing.write(said, packet, 3);

      assertThat(framing.read(packet, 3, length, frames)).as("seed %d, %d", seed, i).isTrue();

      assertThat(frames.count()).isEqualTo(said.count());
      for (int f = 0; f < said.count(); f++) {
        int octets = kind.octets(said.type(f));
        assertThat(frames.type(f)).isEqualTo(said.type(f));
        assertThat(Arrays.copyOf(frames.speech(f), octets))
            .as("seed %d, %d", seed, i)
            .isEqualTo(Arrays.copyOf(said.speech(f), octets));
      }
    }
  }

  @Test
  void whatever_comes_is_a_payload_or_none() {
    long seed = 4867;
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      AmrKind kind = AmrKind.values()[random.nextInt(2)];
      boolean read =
          new AmrFraming(kind, random.nextBoolean()).read(bytes, 0, bytes.length, frames);
      assertThat(read && frames.count() == 0).as("seed %d", seed).isFalse();
    }
  }

  private static AmrFrames random(AmrKind kind, Random random) {
    AmrFrames said = new AmrFrames();
    for (int count = 1 + random.nextInt(AmrFrames.MOST); count > 0; count--) {
      int type = random.nextInt(16);
      if (kind.isType(type)) {
        int index = said.add(type, random.nextBoolean());
        random.nextBytes(said.speech(index));
        int rest = kind.bits(type) % 8;
        if (rest > 0) {
          said.speech(index)[kind.octets(type) - 1] &= (byte) (0xFF << (8 - rest));
        }
      }
    }
    if (said.count() == 0) {
      said.add(AmrKind.NO_DATA, true);
    }
    return said;
  }

  private void add(int type, String hex) {
    byte[] speech = HexFormat.of().parseHex(hex);
    System.arraycopy(speech, 0, frames.speech(frames.add(type, true)), 0, speech.length);
  }
}
