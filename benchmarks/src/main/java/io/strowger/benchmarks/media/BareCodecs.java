package io.strowger.benchmarks.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.strowger.transcoder.amr.AmrKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.stream.Stream;

/** The codecs alone, in a process of their own. */
final class BareCodecs implements AutoCloseable {
  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;

  BareCodecs(AmrKind kind, int calls) throws IOException {
    this.process =
        new ProcessBuilder(
                Placed.onOneCore(
                    Placed.java(
                        "io.strowger.benchmarks.media.BareCodec",
                        kind.name(),
                        Integer.toString(calls))))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.orders = new PrintStream(process.getOutputStream(), true, US_ASCII);
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
  }

  /** A second of speech without a pause: microseconds of CPU for 20 ms of one call. */
  double inTurn() throws IOException {
    return Double.parseDouble(ask(BareCodec.IN_TURN));
  }

  /** The same, each frame when its packet would come. */
  double atTheirTimes() throws IOException {
    return Double.parseDouble(ask(BareCodec.AT_THEIR_TIMES));
  }

  /**
   * Milliseconds after that at which a frame was done, p50, p99 and p99.9, since this was asked
   * last.
   */
  double[] doneAfter() throws IOException {
    return Stream.of(ask(BareCodec.DONE_AFTER).split(" "))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private String ask(String order) throws IOException {
    orders.println(order);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the codecs have stopped");
    }
    return answer;
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
  }
}
