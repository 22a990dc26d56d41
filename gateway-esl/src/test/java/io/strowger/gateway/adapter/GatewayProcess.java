package io.strowger.gateway.adapter;

import io.strowger.testkit.FreePort;
import io.strowger.testkit.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The package as it is deployed, in a process of its own with a small heap. */
final class GatewayProcess implements AutoCloseable {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  final int port = FreePort.any();

  /** Where switches connect to. */
  final int socketPort = FreePort.any();

  private final Process process;

  private GatewayProcess(ProcessBuilder builder) throws IOException {
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("STROWGER_GATEWAY_OUTBOUND_PORT", Integer.toString(socketPort));
    this.process = builder.start();
  }

  /** Starts one with this configuration, logging to a file below {@code target}. */
  static GatewayProcess start(String log, Map<String, String> configuration) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path folder = TemporaryFolder.create("gateway-buffer");
    TemporaryFolder.deleteAtExit(folder, () -> {});
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            "target/quarkus-app/quarkus-run.jar");
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "STROWGER_GATEWAY_BUFFER_FOLDER",
                folder.toString()));
    builder.environment().putAll(configuration);
    builder.redirectErrorStream(true).redirectOutput(new File("target/" + log + ".log"));
    return new GatewayProcess(builder);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGSTOP. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill " + name + " ended with " + status);
    }
  }

  /** SIGTERM, and true when it ended in time. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(STOPS_WITHIN);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
