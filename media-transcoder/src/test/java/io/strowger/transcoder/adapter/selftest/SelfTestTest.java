package io.strowger.transcoder.adapter.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.adapter.net.CpuAffinity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTestTest {
  @Test
  void real_speech_goes_through_and_is_heard_as_it_must_be() throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    List<Integer> cores = CpuAffinity.allowed();

    boolean heard = SelfTest.run(2, 3, new PrintStream(told, true, StandardCharsets.UTF_8));

    assertThat(heard).as(told.toString(StandardCharsets.UTF_8)).isTrue();
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("this core alone", "AMR to PCMA", "AMR-WB to PCMA", "lost 0,", "calls a core");
    assertThat(CpuAffinity.allowed()).as("cores of who asked for it").isEqualTo(cores);
  }

  @Test
  void how_steady_a_core_is_is_measured_in_its_time() throws Exception {
    Percentiles late = Steadiness.measure(Duration.ofMillis(200));

    assertThat(late.count()).isEqualTo(10);
    assertThat(late.millis(99)).isPositive();
  }

  @Test
  void speech_that_differs_is_told_from_speech_that_does_not() {
    short[] speech = new short[1_600];
    short[] late = new short[1_600];
    short[] noisy = new short[1_600];
    for (int i = 0; i < speech.length; i++) {
      speech[i] = (short) (8_000 * Math.sin(i * 0.21) * Math.sin(i * 0.013));
      noisy[i] = (short) (speech[i] + (i % 2 == 0 ? 400 : -400));
    }
    System.arraycopy(speech, 0, late, 37, speech.length - 37);

    assertThat(SegmentalSnr.of(speech, speech, 160, 80)).isEqualTo(35);
    assertThat(SegmentalSnr.of(speech, late, 160, 80)).isGreaterThan(34);
    assertThat(SegmentalSnr.of(speech, noisy, 160, 80)).isBetween(5.0, 25.0);
  }
}
