package io.strowger.transcoder.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.adapter.srtp.SrtpStream;
import io.strowger.transcoder.transcode.CodecCosts;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void codecs_and_protection_are_measured_where_they_can_be_spoken() throws Exception {
    CodecCosts costs = Calibration.measure(NativeAmr.load());

    assertThat(costs.narrowband().encodeMicros()).isPositive();
    assertThat(costs.wideband().decodeMicros()).isPositive();
    assertThat(costs.resampleMicros()).isPositive();
    assertThat(costs.srtpMicros() > 0).isEqualTo(SrtpStream.isPossible());
  }
}
