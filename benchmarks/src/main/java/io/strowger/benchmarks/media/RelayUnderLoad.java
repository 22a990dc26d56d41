package io.strowger.benchmarks.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A relay as a process of its own, asked through its ng port. */
final class RelayUnderLoad implements AutoCloseable {
  private static final int READY_TRIES = 300;
  private static final String RTPENGINE = "/usr/bin/rtpengine";

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
        Placed.java("io.strowger.benchmarks.media.OurRelay", "27223", "34000", "35998"));
  }

  static boolean hasRtpengine() {
    return Files.isExecutable(Path.of(RTPENGINE));
  }

  /** Debian's, in user space. */
  static RelayUnderLoad rtpengine() throws IOException {
    return new RelayUnderLoad(
        "rtpengine",
        27_224,
        Placed.onOneCore(
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
