package io.strowger.transcoder.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strowger.transcoder.sdp.AudioCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

  // R of 93.2 is a MOS of 4.41 (ITU-T G.107, annex B); GSM-EFR's Ie of 5 makes it 4.30.
  @ParameterizedTest
  @CsvSource({
    "PCMA, 0, 0, 4.41",
    "AMR, 0, 0, 4.30",
    "PCMA, 0, 150, 4.33",
    "PCMA, 0, 400, 3.11",
    "AMR, 0.05, 0, 3.01",
    "PCMU, 0.05, 0, 3.92",
    "AMR, 1, 0, 1.00",
    "AMR, 1, 900, 1.00"
  })
  void the_score_falls_with_loss_and_delay_as_the_standard_says(
      AudioCodec codec, double loss, double delay, double mos) {
    assertThat(EModel.mos(codec, loss, delay)).isCloseTo(mos, within(0.06));
  }
}
