package io.strowger.gateway.esl;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Whatever a peer sends: either it is read or it is refused as malformed, and how it is cut into
 * packets changes nothing. Run only when {@code JAZZER_FUZZ=1}, for the fuzzer's agent takes half a
 * minute to start; {@link HardInputsTest} tries the inputs beside it every time.
 */
@EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = "1")
class FuzzedReadingTest {
  private static final EventDecoder EVENTS = new EventDecoder(Interest.everything());

  @FuzzTest(maxDuration = "2m")
  void frames(byte[] bytes) {
    List<String> whole = read(bytes, Math.max(1, bytes.length));

    assertThat(read(bytes, 1)).isEqualTo(whole);
    assertThat(read(bytes, 7)).isEqualTo(whole);
  }

  @FuzzTest(maxDuration = "2m")
  void events(byte[] bytes) {
    for (String type : List.of(Frame.EVENT_JSON, Frame.EVENT_PLAIN, Frame.EVENT_XML)) {
      read(type, bytes);
    }
    try {
      EventDecoder.decodeDump(bytes);
    } catch (MalformedFrame refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static void read(String type, byte[] body) {
    byte[] head =
        ("Content-Length: " + body.length + "\nContent-Type: " + type + "\n\n").getBytes();
    byte[] frame = new byte[head.length + body.length];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(body, 0, frame, head.length, body.length);
    try {
      new FrameDecoder()
          .feed(
              frame,
              0,
              frame.length,
              whole -> {
                try {
                  EslEvent event = EVENTS.decode(whole);
                  assertThat(event == null || event.size() >= 0).isTrue();
                } catch (MalformedFrame refused) {
                  assertThat(refused.getMessage()).isNotBlank();
                }
              });
    } catch (MalformedFrame refused) {
      throw new AssertionError("a frame of ours is whole", refused);
    }
  }

  /** What comes of the bytes, in packets of this size: frames, then perhaps a refusal. */
  private static List<String> read(byte[] bytes, int packet) {
    List<String> read = new ArrayList<>();
    FrameDecoder decoder = new FrameDecoder();
    try {
      for (int from = 0; from < bytes.length; from += packet) {
        int length = Math.min(packet, bytes.length - from);
        decoder.feed(
            bytes, from, length, frame -> read.add(frame.contentType() + frame.body().length));
      }
    } catch (MalformedFrame refused) {
      read.add("refused");
    }
    return read;
  }
}
