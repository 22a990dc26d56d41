package io.strowger.gateway.esl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

  @Test
  void counts_the_body_in_bytes_and_not_in_characters() throws Exception {
    // Given
    String body = "Zoë €5";
    byte[] bytes =
        ("Content-Length: " + body.getBytes(UTF_8).length + "\n\n" + body).getBytes(UTF_8);

    // When
    List<Frame> frames = Captures.frames(bytes);

    // Then
    assertThat(frames).singleElement().extracting(Frame::text).isEqualTo(body);
  }

  @Test
  void takes_direct_buffers() throws Exception {
    // Given
    ByteBuffer direct = ByteBuffer.allocateDirect(64);
    direct.put("Content-Type: auth/request\n\n".getBytes(UTF_8)).flip();

    // When
    List<Frame> frames = new ArrayList<>();
    new FrameDecoder().feed(direct, frames::add);

    // Then
    assertThat(frames).singleElement().extracting(Frame::contentType).isEqualTo("auth/request");
  }

  @Test
  void keeps_colons_of_a_value_and_knows_names_in_any_case() throws Exception {
    // Given
    byte[] bytes = "content-type: a/b\nReply-Text: +OK sip:1@x:5060\nX:bare\n\n".getBytes(UTF_8);

    // When
    Frame frame = Captures.frames(bytes).getFirst();

    // Then
    assertThat(frame.contentType()).isEqualTo("a/b");
    assertThat(frame.replyText()).isEqualTo("+OK sip:1@x:5060");
    assertThat(frame.headers().first("X")).isEqualTo("bare");
  }

  @Test
  void tells_an_unfinished_frame_from_a_finished_one() throws Exception {
    // Given
    FrameDecoder decoder = new FrameDecoder();

    // When
    decoder.feed(ByteBuffer.wrap("Content-Length: 2\n\nx".getBytes(UTF_8)), frame -> {});

    // Then
    assertThat(decoder.isBetweenFrames()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1.5", "", "0x10", "99999999999999999999", "16777217"})
  void refuses_a_length_that_cannot_be_and_says_which(String length) {
    assertThatThrownBy(
            () -> Captures.frames(("Content-Length: " + length + "\n\n").getBytes(UTF_8)))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("Content-Length")
        .hasMessageContaining(length);
  }

  @Test
  void refuses_a_line_without_colon_and_shows_it() {
    assertThatThrownBy(() -> Captures.frames("A: 1\nno colon here\n\n".getBytes(UTF_8)))
        .isInstanceOf(MalformedFrame.class)
        .hasMessage("header line 2 has no name and colon: 'no colon here'");
  }

  @Test
  void refuses_headers_without_end() {
    // Given
    FrameDecoder decoder = new FrameDecoder();
    byte[] line =
        "Name: value value value value value value value value\n".repeat(1000).getBytes(UTF_8);

    // Then
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                decoder.feed(line, 0, line.length, frame -> {});
              }
            })
        .isInstanceOf(MalformedFrame.class)
        .hasMessageContaining("header block exceeds 10485760 bytes");
  }

  @Test
  void grows_with_what_arrived_and_not_with_what_was_promised() throws Exception {
    // Given
    List<FrameDecoder> decoders = new ArrayList<>();

    // When: 400 peers promise 16 MiB each, 6.4 GiB in all, and send nothing
    byte[] promise = "Content-Length: 16777216\n\n".getBytes(UTF_8);
    for (int i = 0; i < 400; i++) {
      FrameDecoder decoder = new FrameDecoder();
      decoder.feed(promise, 0, promise.length, frame -> {});
      decoders.add(decoder);
    }

    // Then
    assertThat(decoders).noneMatch(FrameDecoder::isBetweenFrames);
  }

  @Test
  void reads_a_body_of_the_greatest_length() throws Exception {
    // Given
    byte[] head = "Content-Length: 16777216\n\n".getBytes(UTF_8);
    byte[] bytes = java.util.Arrays.copyOf(head, head.length + FrameDecoder.MAX_BODY);

    // When
    List<Frame> frames = Captures.frames(bytes);

    // Then
    assertThat(frames).singleElement().matches(frame -> frame.body().length == 16_777_216);
  }
}
