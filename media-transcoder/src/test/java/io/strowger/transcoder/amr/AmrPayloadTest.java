package io.strowger.transcoder.amr;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.ReferenceMedia;
import io.strowger.transcoder.ReferenceMedia.Packet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmrPayloadTest {
  @ParameterizedTest
  @CsvSource({
    "nb_m0.oa.rpf, nb_m0.amr, true",
    "nb_m0.be.rpf, nb_m0.amr, false",
    "nb_m7.oa.rpf, nb_m7.amr, true",
    "nb_m7.be.rpf, nb_m7.amr, false",
    "nb_m7.oa2.rpf, nb_m7.amr, true",
    "nb_m7.be2.rpf, nb_m7.amr, false",
    "nb_m7.oa3.rpf, nb_m7.amr, true",
    "nb_m7.be3.rpf, nb_m7.amr, false",
  })
  void packets_hold_the_frames_of_the_file(String packets, String file, boolean octetAligned) {
    List<AmrFrame> read = new ArrayList<>();
    for (Packet packet : ReferenceMedia.packets(packets)) {
      AmrPayload payload = AmrPayload.read(packet.payload(), octetAligned).orElseThrow();
      read.addAll(payload.frames());
      assertThat(payload.write(octetAligned)).isEqualTo(packet.payload());
    }

    // Only whole packets were written: of three frames a packet, the last two frames are left out.
    List<AmrFrame> said = ReferenceMedia.frames(file);
    assertThat(read).hasSizeGreaterThan(said.size() - 3).isEqualTo(said.subList(0, read.size()));
  }

  @ParameterizedTest
  @CsvSource({"nb_m7_dtx.oa.rpf, true", "nb_m7_dtx.be.rpf, false"})
  void pauses_hold_comfort_noise(String packets, boolean octetAligned) {
    List<AmrFrame> read = new ArrayList<>();
    for (Packet packet : ReferenceMedia.packets(packets)) {
      AmrPayload payload = AmrPayload.read(packet.payload(), octetAligned).orElseThrow();
      read.addAll(payload.frames());
      assertThat(payload.write(octetAligned)).isEqualTo(packet.payload());
    }

    List<AmrFrame> sent =
        ReferenceMedia.frames("nb_m7_dtx.amr").stream()
            .filter(frame -> frame.type() != AmrFrame.NO_DATA)
            .toList();
    assertThat(read).isEqualTo(sent);
    assertThat(read).anyMatch(frame -> frame.type() == AmrFrame.SID);
  }

  @Test
  void a_comfort_noise_frame_has_39_bits_so_that_the_next_frame_is_found() {
    AmrFrame noise = new AmrFrame(AmrFrame.SID, true, HexFormat.of().parseHex("A5A5A5A5A4"));
    AmrFrame speech = new AmrFrame(0, true, HexFormat.of().parseHex("FFFFFFFFFFFFFFFFFFFFFFFE"));

    byte[] packet = AmrPayload.of(List.of(noise, speech)).write(false);

    // CMR 15 | F=1 FT=8 Q=1 | F=0 FT=0 Q=1 | 39 bits | 95 bits: 150 bits in 19 bytes
    assertThat(packet).hasSize(19);
    assertThat(AmrPayload.read(packet, false).orElseThrow().frames())
        .containsExactly(noise, speech);
  }

  @Test
  void the_mode_that_is_asked_for_is_read() {
    Packet packet = ReferenceMedia.packets("nb_m7.oa_cmr2.rpf").getFirst();

    assertThat(AmrPayload.read(packet.payload(), true).orElseThrow().modeRequest()).isEqualTo(2);
  }

  @Test
  void whatever_comes_is_a_payload_or_none() {
    long seed = 4867;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      assertThat(AmrPayload.read(bytes, random.nextBoolean())).as("seed %d", seed).isNotNull();
    }
  }
}
