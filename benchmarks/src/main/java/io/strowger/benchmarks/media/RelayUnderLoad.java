package io.strowger.benchmarks.media;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A relay as a process of its own, asked through its ng port. */
final class RelayUnderLoad implements AutoCloseable {
  private static final int READY_TRIES = 300;
  private static final String RTPENGINE = "/usr/bin/rtpengine";
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final String name;
  private final Process process;
  private final NgClient client;

  private RelayUnderLoad(String name, int ngPort, List<String> command) throws IOException {
    this.name = name;
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.client = new NgClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), ngPort));
  }

  /** Ours, warmed by nothing but its own start. */
  static RelayUnderLoad ours() throws IOException {
    return new RelayUnderLoad(
        "strowger",
        27_223,
        java("io.strowger.benchmarks.media.OurRelay", "27223", "34000", "35998"));
  }

  static boolean hasRtpengine() {
    return Files.isExecutable(Path.of(RTPENGINE));
  }

  /** Debian's, in user space. */
  static RelayUnderLoad rtpengine() throws IOException {
    return new RelayUnderLoad(
        "rtpengine",
        27_224,
        onOneCore(
            List.of(
                RTPENGINE,
                "--foreground",
                "--table=-1",
                "--interface=127.0.0.1",
                "--listen-ng=127.0.0.1:27224",
                "--port-min=36000",
                "--port-max=38000",
                "--num-threads=1",
                "--log-level=3",
                "--log-stderr")));
  }

  /**
   * What the codecs alone take, in microseconds for 20 ms of one call: in turn without a pause, and
   * at their times.
   */
  record BareMicros(double inTurn, double atTheirTimes) {}

  /** Measures the codecs alone. */
  static BareMicros bareCodecMicros(String kind, int calls, int frames)
      throws IOException, InterruptedException {
    List<String> command =
        onOneCore(
            java(
                "io.strowger.benchmarks.media.BareCodec",
                kind,
                Integer.toString(calls),
                Integer.toString(frames)));
    Process bare =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer = new String(bare.getInputStream().readAllBytes()).strip();
    bare.waitFor();
    int between = answer.indexOf(' ');
    return new BareMicros(
        Double.parseDouble(answer.substring(0, between)),
        Double.parseDouble(answer.substring(between + 1)));
  }

  private static List<String> java(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:AutoBoxCacheMax=65536",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** On the last core, in real time, where that is allowed: as our media thread. */
  private static List<String> onOneCore(List<String> command) {
    List<String> placed = new ArrayList<>();
    if (new File("/usr/bin/taskset").canExecute()) {
      int core = Runtime.getRuntime().availableProcessors() - 1;
      placed.addAll(List.of("/usr/bin/taskset", "-c", Integer.toString(core)));
    }
    if (new File("/usr/bin/chrt").canExecute()) {
      placed.addAll(List.of("/usr/bin/chrt", "-r", "10"));
    }
    placed.addAll(command);
    return placed;
  }

  void awaitReady() throws IOException, InterruptedException {
    for (int i = 0; i < READY_TRIES; i++) {
      try {
        if (client.answers()) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    throw new IOException(name + " does not start");
  }

  String name() {
    return name;
  }

  NgClient client() {
    return client;
  }

  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
