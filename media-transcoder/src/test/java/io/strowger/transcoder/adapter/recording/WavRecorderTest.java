package io.strowger.transcoder.adapter.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.SessionsOnPaper;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.SpeechFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavRecorderTest {
  private static final int FRAME = 160;
  private static final SideDescription SIDE =
      new SideDescription(
          SideDescription.Codec.of(new SpeechFormat.Companded(G711.PCMA), 8),
          Optional.empty(),
          SideDescription.Transport.unknown(),
          Flow.SENDRECV);

  @Test
  void both_sides_are_heard_in_step_caller_left_and_trunk_right(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("call.wav");
    Recording recording = new Recording(file);

    // When: the trunk comes later, and at twice the rate.
    for (int i = 0; i < 30; i++) {
      recording.hear(Side.A, 8_000, tone(1000, FRAME), FRAME);
      recording.write();
    }
    for (int i = 0; i < 10; i++) {
      recording.hear(Side.B, 16_000, tone(-500, 2 * FRAME), 2 * FRAME);
    }
    recording.end();

    // Then: 5 frames of the caller alone, for it was 25 ahead, then both, then the caller alone.
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
      assertThat(audio.getFormat().getChannels()).isEqualTo(2);
      assertThat(audio.getFormat().getSampleRate()).isEqualTo(16_000);
      assertThat(audio.getFrameLength()).isEqualTo(30L * 2 * FRAME);
      byte[] samples = audio.readAllBytes();
      assertThat(at(samples, 0)).containsExactly(1000, 0);
      assertThat(at(samples, 6 * 2 * FRAME)).containsExactly(1000, -500);
      assertThat(at(samples, 29 * 2 * FRAME)).containsExactly(1000, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 60})
  void sides_are_in_step_whatever_the_length_of_their_packets(int millis, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("call.wav");
    Recording recording = new Recording(file);

    // When: for 6 s the caller speaks in packets of 20 ms, the trunk in others, heard 20 ms at most
    // at once.
    for (int at = 10; at <= 6_000; at += 10) {
      if (at % 20 == 0) {
        recording.hear(Side.A, 8_000, tone(1000, FRAME), FRAME);
      }
      if (at % millis == 0) {
        for (int left = millis * 8; left > 0; left -= FRAME) {
          int count = Math.min(left, FRAME);
          recording.hear(Side.B, 8_000, tone(-500, count), count);
        }
      }
      if (at % 100 == 0) {
        recording.write();
      }
    }
    recording.end();

    // Then
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
      assertThat(audio.getFrameLength()).isEqualTo(6 * 16_000);
      byte[] samples = audio.readAllBytes();
      assertThat(IntStream.range(0, 6 * 16_000))
          .allMatch(frame -> Arrays.equals(at(samples, frame), new int[] {1000, -500}));
    }
  }

  @Test
  void nothing_is_recorded_without_a_folder_a_session_or_a_decent_name(@TempDir Path folder)
      throws Exception {
    SessionsOnPaper sessions = new SessionsOnPaper();
    SessionId none = new SessionId("none");
    try (WavRecorder homeless = new WavRecorder(sessions, Optional.empty());
        WavRecorder recorder = new WavRecorder(sessions, Optional.of(folder))) {
      assertThat(homeless.start(none, "call")).isFalse();
      assertThat(recorder.start(none, "../call")).isFalse();
      assertThat(recorder.start(none, "call")).isFalse();
      assertThat(recorder.stop(none)).isFalse();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void what_a_lost_instance_recorded_goes_on_in_a_next_part_and_is_not_written_over(
      @TempDir Path folder) throws Exception {
    // Given: one instance is killed, and the next ends as it should while the call goes on.
    SessionId call = new SessionId("call-\"%/..\"");
    SessionsOnPaper sessions = new SessionsOnPaper();
    sessions.open(call, SIDE, SIDE);
    WavRecorder killed = new WavRecorder(sessions, Optional.of(folder));
    assertThat(killed.start(call, "talk")).isTrue();
    try (WavRecorder second = new WavRecorder(sessions, Optional.of(folder))) {
      assertThat(second.resume(call)).isTrue();
      assertThat(second.resume(call)).as("twice").isFalse();
    }

    // When
    try (WavRecorder third = new WavRecorder(sessions, Optional.of(folder))) {
      assertThat(third.resume(call)).isTrue();
      third.stop(call);
    }

    // Then
    assertThat(folder.toFile().list((_, name) -> !name.startsWith(".")))
        .containsExactlyInAnyOrder("talk.wav", "talk_02.wav", "talk_03.wav");
    assertThat("talk_02.wav").isGreaterThan("talk.wav");
    killed.close();
  }

  @Test
  void what_was_ended_or_never_recorded_does_not_go_on(@TempDir Path folder) throws Exception {
    SessionId call = new SessionId("call");
    SessionsOnPaper sessions = new SessionsOnPaper();
    sessions.open(call, SIDE, SIDE);
    try (WavRecorder recorder = new WavRecorder(sessions, Optional.of(folder))) {
      assertThat(recorder.resume(call)).isFalse();
      recorder.start(call, "talk");
      recorder.stop(call);
    }

    try (WavRecorder next = new WavRecorder(sessions, Optional.of(folder));
        WavRecorder homeless = new WavRecorder(sessions, Optional.empty())) {
      assertThat(next.resume(call)).isFalse();
      assertThat(homeless.resume(call)).isFalse();
    }
    assertThat(folder.toFile().list()).containsExactly("talk.wav");
  }

  private static short[] tone(int level, int count) {
    short[] samples = new short[count];
    Arrays.fill(samples, (short) level);
    return samples;
  }

  private static int[] at(byte[] samples, int frame) {
    return new int[] {sample(samples, frame * 4), sample(samples, frame * 4 + 2)};
  }

  private static int sample(byte[] samples, int at) {
    return (short) (samples[at] & 0xFF | samples[at + 1] << 8);
  }
}
