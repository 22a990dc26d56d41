package io.strowger.transcoder.transcode;

import static io.strowger.transcoder.transcode.Scene.amr;
import static io.strowger.transcoder.transcode.Scene.companded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strowger.transcoder.amr.AmrFrames;
import io.strowger.transcoder.amr.AmrFraming;
import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.dsp.RingTone;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One side's stream follows the time that passes, whoever it is that is heard in it. */
class TimelineTest {
  private static final int PCMA = 8;
  private static final int PCMU = 0;

  @Test
  void a_tone_after_a_silence_begins_a_talk_spurt_at_its_time() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      // Given: one attempt rings and fails.
      rings(scene, 4_000);
      scene.relay.stopTone(Side.A);
      int rung = scene.toA.size();
      scene.passes(6_000);

      // When
      rings(scene, 100);

      // Then
      followsTime(scene.toA, rung);
      assertThat(scene.toA.get(rung).packet().marker()).isTrue();
      assertThat(scene.toA.get(rung + 1).packet().marker()).isFalse();
    }
  }

  @Test
  void speech_some_time_after_a_tone_begins_a_talk_spurt_at_its_time() {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      rings(scene, 2_000);
      scene.relay.stopTone(Side.A);
      int rung = scene.toA.size();
      scene.passes(5_000);

      scene.takes(Side.B, speech(PCMU, 1, 0, 9));

      followsTime(scene.toA, rung);
      assertThat(scene.toA.get(rung).packet().marker()).isTrue();
    }
  }

  @Test
  void speech_that_ends_a_tone_goes_on_where_the_tone_was() {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      // Given: early media, then an attempt at a trunk of another codec, which rings.
      scene.takes(Side.B, speech(PCMU, 1, 0, 9));
      scene.passes(100);
      scene.relay.update(Side.B, companded(G711.PCMA));
      rings(scene, 8_000);
      int rung = scene.toA.size();

      // When
      scene.takes(Side.B, speech(PCMA, 2, 64_000, 9));

      // Then
      followsTime(scene.toA, rung);
      followsTime(scene.toA, 1);
    }
  }

  @Test
  void the_time_of_a_tone_does_not_pass_twice_for_another_stream_of_the_same_codec() {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      scene.takes(Side.B, speech(PCMU, 1, 0, 9));
      scene.passes(20);
      rings(scene, 8_000);
      int rung = scene.toA.size();

      scene.takes(Side.B, speech(PCMU, 500, 1_000_000, 10));
      scene.passes(20);
      scene.takes(Side.B, speech(PCMU, 501, 1_000_160, 10));

      followsTime(scene.toA, rung);
      followsTime(scene.toA, rung + 1);
    }
  }

  @Test
  void a_key_pressed_in_a_pause_is_not_followed_by_noise_for_its_time_all_at_once() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      // Given: speech, then a pause of its sender.
      int sequence = 1;
      for (int i = 0; i < 10; i++) {
        scene.takes(Side.A, frame(7, sequence++, i * 160));
        scene.passes(20);
      }
      scene.takes(Side.A, frame(AmrKind.NARROWBAND.sid(), sequence++, 1_600));
      scene.passes(20);

      // When
      for (int i = 1; i <= 40; i++) {
        byte[] event = {5, (byte) (i == 40 ? 0x8A : 10), (byte) (i * 160 >> 8), (byte) (i * 160)};
        scene.takes(Side.A, new RtpPacket(Scene.EVENTS, i == 1, sequence++, 1_760, 9, event));
        scene.passes(20);
      }
      int before = scene.toB.size();
      scene.takes(Side.A, frame(AmrKind.NARROWBAND.sid(), sequence, 1_760 + 40 * 160));

      // Then
      assertThat(scene.toB).hasSize(before + 1);
      RtpPacket noise = scene.toB.getLast().packet();
      assertThat(noise.marker()).isTrue();
      assertThat(noise.timestamp() - scene.toB.getFirst().packet().timestamp())
          .isEqualTo(1_760 + 40 * 160);
    }
  }

  @ParameterizedTest
  @CsvSource({"WIDEBAND, 50", "WIDEBAND, 100", "NARROWBAND, 100"})
  void speech_after_a_long_hold_is_at_its_time(AmrKind heard, int minutes) {
    SideDescription a = companded(G711.PCMA);
    try (Scene scene = new Scene(a, amr(heard, true))) {
      scene.takes(Side.A, speech(PCMA, 1, 0, 9));
      scene.relay.update(Side.A, a.flowing(Flow.INACTIVE));
      scene.passes(minutes * 60_000);
      scene.relay.update(Side.A, a);

      scene.takes(Side.A, speech(PCMA, 2, 160, 9));

      followsTime(scene.toB.getFirst(), scene.toB.getLast(), heard.clockRate());
    }
  }

  @Test
  void comfort_noise_that_stood_for_a_silence_is_not_counted_again_when_another_stream_begins() {
    try (Scene scene = new Scene(amr(true), companded(G711.PCMA))) {
      // Given: speech, then a pause in which nothing more comes.
      for (int i = 0; i < 10; i++) {
        scene.takes(Side.A, frame(7, i, i * 160));
        scene.passes(20);
      }
      scene.takes(Side.A, frame(AmrKind.NARROWBAND.sid(), 10, 1_600));
      scene.passes(1_000);
      assertThat(scene.toB).hasSizeGreaterThan(50);

      // When
      scene.takes(Side.A, frame(7, 500, 1_000_000, 10));

      // Then
      followsTime(scene.toB.getFirst(), scene.toB.getLast(), 8_000);
    }
  }

  @Test
  void a_key_pressed_before_another_stream_begins_takes_its_time() {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      scene.takes(Side.A, speech(PCMA, 1, 0, 9));
      for (int i = 1; i <= 40; i++) {
        scene.passes(20);
        byte[] event = {5, (byte) (i == 40 ? 0x8A : 10), (byte) (i * 160 >> 8), (byte) (i * 160)};
        scene.takes(Side.A, new RtpPacket(Scene.EVENTS, i == 1, 1 + i, 160, 9, event));
      }
      scene.passes(20);

      scene.takes(Side.A, speech(PCMA, 500, 1_000_000, 10));

      followsTime(scene.toB.getFirst(), scene.toB.getLast(), 8_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"28800000, 20", "28800000, 10000", "-28800000, 20", "-28800000, 10000"})
  void a_senders_clock_that_leaps_is_not_followed(int leap, int silenceMillis) {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      for (int i = 0; i < 10; i++) {
        scene.takes(Side.A, speech(PCMA, i, i * 160, 9));
        scene.passes(i == 9 ? silenceMillis : 20);
      }

      for (int i = 10; i < 30; i++) {
        scene.takes(Side.A, speech(PCMA, i, leap + i * 160, 9));
        scene.passes(20);
      }

      assertThat(scene.toB).hasSize(30);
      followsTime(scene.toB, 10);
      followsTime(scene.toB.getFirst(), scene.toB.getLast(), 8_000);
      assertThat(scene.quality(Side.A).jitterMillis()).isLessThan(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"150, 25", "250, 200"})
  void packets_that_come_seconds_late_and_all_at_once_keep_their_times(int packets, int room) {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      // Given: a network that stands still for so many packets, and has room for some of them.
      for (int i = 0; i < 10; i++) {
        scene.takes(Side.A, speech(PCMA, i, i * 160, 9));
        scene.passes(20);
      }
      scene.passes(packets * 20);
      for (int i = 10; i < 10 + room; i++) {
        scene.takes(Side.A, speech(PCMA, i, i * 160, 9));
      }

      // When
      for (int i = 10 + packets; i < 20 + packets; i++) {
        scene.takes(Side.A, speech(PCMA, i, i * 160, 9));
        scene.passes(20);
      }

      // Then
      followsTime(scene.toB.getFirst(), scene.toB.getLast(), 8_000);
    }
  }

  @Test
  void a_tone_that_was_held_up_goes_on_without_what_was_missed() {
    try (Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU))) {
      rings(scene, 1_000);
      int rung = scene.toA.size();

      scene.isHeldUp(30_000);

      assertThat(scene.toA).hasSize(rung + 1);
      followsTime(scene.toA, rung);
      scene.passes(200);
      assertThat(scene.toA).hasSize(rung + 11);
      followsTime(scene.toA.getFirst(), scene.toA.getLast(), 8_000);
    }
  }

  private static void rings(Scene scene, int millis) {
    scene.relay.startTone(
        Side.A, RingTone.EUROPE, Math.round(scene.atMillis() * 1e6) + 5_000_000_000L);
    scene.passes(millis);
  }

  /** As much time lies between a packet and the one before as passed between them. */
  private static void followsTime(List<Scene.Sent> sent, int index) {
    followsTime(sent.get(index - 1), sent.get(index), 8_000);
  }

  private static void followsTime(Scene.Sent before, Scene.Sent after, int clockRate) {
    int units = after.packet().timestamp() - before.packet().timestamp();
    assertThat(units * 1000.0 / clockRate)
        .isCloseTo(after.atMillis() - before.atMillis(), within(20.0));
  }

  private static RtpPacket speech(int payloadType, int sequence, int timestamp, int ssrc) {
    return new RtpPacket(payloadType, false, sequence, timestamp, ssrc, new byte[160]);
  }

  private static RtpPacket frame(int type, int sequence, int timestamp) {
    return frame(type, sequence, timestamp, 9);
  }

  private static RtpPacket frame(int type, int sequence, int timestamp, int ssrc) {
    AmrFrames frames = new AmrFrames();
    frames.add(type, true);
    byte[] payload = new byte[AmrFraming.MOST_OCTETS];
    int length = new AmrFraming(AmrKind.NARROWBAND, true).write(frames, payload, 0);
    return new RtpPacket(
        Scene.AMR, false, sequence, timestamp, ssrc, Arrays.copyOf(payload, length));
  }
}
