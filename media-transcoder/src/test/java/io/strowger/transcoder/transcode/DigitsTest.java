package io.strowger.transcoder.transcode;

import static io.strowger.transcoder.transcode.Scene.amr;
import static io.strowger.transcoder.transcode.Scene.companded;
import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.transcoder.amr.AmrKind;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.rtp.RtpPacket;
import io.strowger.transcoder.session.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Digits with nothing said between them: from muted phones, or dialled on. */
class DigitsTest {
  private static final int PCMA = 8;
  private static final int SSRC = 9;
  private static final int FRAME = 160;

  private Scene scene = new Scene(companded(G711.PCMA), companded(G711.PCMU));
  private int sequence;
  private int time = 8_000;

  @AfterEach
  void end() {
    scene.close();
  }

  @Test
  void digits_begin_apart_as_they_were_dialled_though_nothing_is_said_between_them() {
    // Given
    says(10);
    int nextSpeech = scene.toB.getLast().packet().timestamp() + FRAME;

    // When
    for (int number = 0; number < 4; number++) {
      isSilent(1_400);
      dials(1);
    }
    isSilent(100);
    says(1);

    // Then
    assertThat(starts().map(start -> start - nextSpeech))
        .containsExactly(8 * 1_400, 8 * 2_900, 8 * 4_400, 8 * 5_900);
    RtpPacket speech = scene.toB.getLast().packet();
    assertThat(speech.timestamp() - nextSpeech).isEqualTo(8 * 6_100);
    assertThat(speech.marker()).isTrue();
  }

  @Test
  void digits_begin_apart_before_anything_was_said() {
    dials(1);
    isSilent(1_900);
    dials(1);

    List<Integer> starts = starts().toList();
    assertThat(starts.get(1) - starts.get(0)).isEqualTo(8 * 2_000);
  }

  @Test
  void digits_of_a_time_of_their_own_begin_when_they_come() {
    // Given
    says(10);
    int nextSpeech = scene.toB.getLast().packet().timestamp() + FRAME;
    isSilent(1_000);

    // When
    time = -1_000_000;
    dials(1);
    time = 77;
    dials(2);
    time = -2_000_000;
    dials(3);

    // Then
    assertThat(starts().map(start -> start - nextSpeech)).containsExactly(8_000, 8_800, 9_600);
  }

  @Test
  void a_digit_of_a_time_far_ahead_begins_when_it_comes_at_a_faster_clock_too() {
    // Given
    scene.close();
    scene = new Scene(companded(G711.PCMA), amr(AmrKind.WIDEBAND, true));
    says(10);
    int nextSpeech = scene.toB.getLast().packet().timestamp() + 2 * FRAME;
    isSilent(1_000);

    // When
    time += 1 << 30;
    dials(1);

    // Then
    assertThat(starts().map(start -> start - nextSpeech)).containsExactly(16_000);
  }

  private java.util.stream.Stream<Integer> starts() {
    return scene.toB.stream()
        .map(Scene.Sent::packet)
        .filter(packet -> packet.payloadType() == Scene.EVENTS)
        .map(RtpPacket::timestamp)
        .distinct();
  }

  private void says(int packets) {
    for (int i = 0; i < packets; i++) {
      scene.takes(Side.A, new RtpPacket(PCMA, false, sequence++, time, SSRC, new byte[FRAME]));
      isSilent(20);
    }
  }

  private void isSilent(int millis) {
    scene.passes(millis);
    time += 8 * millis;
  }

  /** For 100 ms; its end is told three times. */
  private void dials(int digit) {
    for (int part = 1; part <= 7; part++) {
      int duration = Math.min(part, 5) * FRAME;
      int end = part < 5 ? 10 : 0x8A;
      byte[] event = {(byte) digit, (byte) end, (byte) (duration >> 8), (byte) duration};
      scene.takes(Side.A, new RtpPacket(Scene.EVENTS, part == 1, sequence++, time, SSRC, event));
      scene.passes(part <= 5 ? 20 : 0);
    }
    time += 8 * 100;
  }
}
