package io.strowger.gateway.esl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame of every capture is read without loss, however the network cuts it. */
class CaptureDecodingTest {

  @ParameterizedTest
  @MethodSource("io.strowger.gateway.esl.Captures#all")
  void reads_every_frame_as_a_naive_reading_does(String capture) throws Exception {
    // Given
    byte[] bytes = Captures.fromSwitch(capture);
    List<NaiveReading.Cut> expected = NaiveReading.frames(bytes);

    // When
    List<Frame> frames = Captures.frames(bytes);

    // Then
    assertThat(frames).hasSameSizeAs(expected);
    for (int i = 0; i < frames.size(); i++) {
      Map<String, String> headers = new LinkedHashMap<>();
      frames.get(i).headers().forEach(headers::putIfAbsent);
      assertThat(headers).isEqualTo(expected.get(i).headers());
      assertThat(Arrays.equals(frames.get(i).body(), expected.get(i).body())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("io.strowger.gateway.esl.Captures#all")
  void reads_every_header_of_every_event_as_a_naive_reading_does(String capture) throws Exception {
    // Given
    byte[] bytes = Captures.fromSwitch(capture);
    List<NaiveReading.Cut> cuts = NaiveReading.frames(bytes);
    List<Frame> frames = Captures.frames(bytes);
    EventDecoder decoder = new EventDecoder(Interest.everything());
    int events = 0;

    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).isEvent()) {
        // When
        EslEvent event = Objects.requireNonNull(decoder.decode(frames.get(i)));

        // Then
        Map<String, List<String>> expected = NaiveReading.event(cuts.get(i));
        Map<String, List<String>> read = new LinkedHashMap<>();
        event.forEach((name, value) -> read.put(name, event.values(name)));
        assertThat(read).isEqualTo(expected);
        assertThat(event.name()).isEqualTo(expected.get("Event-Name").getFirst());
        events++;
      }
    }
    long naive =
        cuts.stream().filter(cut -> cut.headers().get("Content-Type").contains("/event-")).count();
    assertThat(events).isEqualTo((int) naive);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 61, 1023, 4097, 65_537})
  void reads_the_same_frames_in_pieces_of_any_size(int size) throws Exception {
    for (String capture : Captures.SMALL) {
      // Given
      byte[] bytes = Captures.fromSwitch(capture);
      List<Frame> whole = Captures.frames(bytes);

      // When
      List<Frame> pieced = new ArrayList<>();
      FrameDecoder decoder = new FrameDecoder();
      for (int at = 0; at < bytes.length; at += size) {
        decoder.feed(bytes, at, Math.min(size, bytes.length - at), pieced::add);
      }

      // Then
      assertThat(decoder.isBetweenFrames()).isTrue();
      assertSame(pieced, whole);
    }
  }

  @Test
  void reads_the_load_capture_in_odd_pieces() throws Exception {
    // Given
    byte[] bytes = Captures.fromSwitch("load-json-300-calls");
    List<Frame> whole = Captures.frames(bytes);
    for (int size : new int[] {7, 1023, 4097}) {
      // When
      int[] seen = {0};
      FrameDecoder decoder = new FrameDecoder();
      for (int at = 0; at < bytes.length; at += size) {
        int length = Math.min(size, bytes.length - at);
        decoder.feed(
            bytes,
            at,
            length,
            frame -> {
              // Then
              assertThat(Arrays.equals(frame.body(), whole.get(seen[0]).body())).isTrue();
              seen[0]++;
            });
      }
      assertThat(seen[0]).isEqualTo(whole.size());
    }
  }

  @ParameterizedTest
  @MethodSource("windows")
  void reads_the_same_frames_when_split_at_any_byte(String capture, int frames) throws Exception {
    // Given
    byte[] bytes = window(Captures.fromSwitch(capture), frames);
    List<Frame> whole = Captures.frames(bytes);

    for (int split = 0; split <= bytes.length; split++) {
      // When
      List<Frame> pieced = new ArrayList<>();
      FrameDecoder decoder = new FrameDecoder();
      decoder.feed(bytes, 0, split, pieced::add);
      decoder.feed(bytes, split, bytes.length - split, pieced::add);

      // Then
      assertSame(pieced, whole);
    }
  }

  static List<Object[]> windows() {
    List<Object[]> windows = new ArrayList<>();
    for (String capture : Captures.SMALL) {
      windows.add(new Object[] {capture, capture.startsWith("outbound") ? 6 : 9});
    }
    return windows;
  }

  /** The first frames of a capture, whole. */
  private static byte[] window(byte[] bytes, int frames) {
    int length = 0;
    for (NaiveReading.Cut cut : NaiveReading.frames(bytes).stream().limit(frames).toList()) {
      int headers =
          cut.headers().entrySet().stream()
              .mapToInt(line -> utf8(line.getKey()) + 2 + utf8(line.getValue()) + 1)
              .sum();
      length += headers + 1 + cut.body().length;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static int utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  private static void assertSame(List<Frame> read, List<Frame> expected) {
    assertThat(read).hasSameSizeAs(expected);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).headers().size()).isEqualTo(expected.get(i).headers().size());
      assertThat(read.get(i).contentType()).isEqualTo(expected.get(i).contentType());
      assertThat(Arrays.equals(read.get(i).body(), expected.get(i).body())).isTrue();
    }
  }
}
