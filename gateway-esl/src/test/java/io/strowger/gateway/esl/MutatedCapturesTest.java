package io.strowger.gateway.esl;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real bytes with some of them wrong: read or refused, never anything else. */
class MutatedCapturesTest {
  private static final long SEED = 20_261_125L;
  private static final int ROUNDS = 60;
  private static final int WINDOW = 60_000;

  private static final EventDecoder EVENTS = new EventDecoder(Interest.everything());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbound-json-midcall-commands",
        "inbound-plain-park-bridge-answer-hangup",
        "inbound-xml-park-bridge-answer-hangup",
        "outbound-async-plain"
      })
  void are_read_or_refused(String capture) {
    byte[] real = Captures.fromSwitch(capture);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] wrong = mutated(real, random);

      assertThatCode(() -> read(wrong)).as("seed %d", SEED).doesNotThrowAnyException();
    }
  }

  private static byte[] mutated(byte[] real, Random random) {
    int length = Math.min(WINDOW, real.length);
    byte[] wrong = new byte[length];
    System.arraycopy(real, random.nextInt(real.length - length + 1), wrong, 0, length);
    for (int i = random.nextInt(40); i >= 0; i--) {
      wrong[random.nextInt(length)] = (byte) random.nextInt(256);
    }
    return wrong;
  }

  private static void read(byte[] bytes) {
    try {
      new FrameDecoder()
          .feed(
              bytes,
              0,
              bytes.length,
              frame -> {
                if (frame.isEvent()) {
                  decode(frame);
                }
              });
    } catch (MalformedFrame refused) {
      // as it should be
    }
  }

  private static void decode(Frame frame) {
    try {
      EVENTS.decode(frame);
    } catch (MalformedFrame refused) {
      // as it should be
    }
  }
}
