package io.strowger.transcoder.g711;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class G711Test {
  @Test
  void every_code_survives_a_round_trip() {
    for (G711 law : G711.values()) {
      for (int code = 0; code < 256; code++) {
        short sample = law.decode((byte) code);
        assertThat(law.decode(law.encode(new short[] {sample})[0])).isEqualTo(sample);
      }
    }
  }
}
