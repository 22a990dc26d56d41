package io.strowger.gateway.esl;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that the fuzzer begins with or has found, each tried without its agent. */
class HardInputsTest {
  private final FuzzedReadingTest fuzzed = new FuzzedReadingTest();

  @ParameterizedTest
  @MethodSource
  void frames(Path input) throws IOException {
    fuzzed.frames(Files.readAllBytes(input));
  }

  @ParameterizedTest
  @MethodSource
  void events(Path input) throws IOException {
    fuzzed.events(Files.readAllBytes(input));
  }

  static Stream<Path> frames() throws IOException, URISyntaxException {
    return inputs("frames");
  }

  static Stream<Path> events() throws IOException, URISyntaxException {
    return inputs("events");
  }

  private static Stream<Path> inputs(String target) throws IOException, URISyntaxException {
    URL folder = HardInputsTest.class.getResource("FuzzedReadingTestInputs/" + target);
    return Files.list(Path.of(Objects.requireNonNull(folder).toURI())).sorted();
  }
}
