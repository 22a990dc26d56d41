package io.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A packaged service as it is deployed, in a process of its own with 256 MiB, which can be killed,
 * paused and started again under the same address.
 */
public final class PackagedService implements AutoCloseable {
  private static final Duration ONE_REQUEST = Duration.ofSeconds(2);
  private static final long STOPS_WITHIN_SECONDS = 30;

  private final Path jar;
  private final Path log;
  private final Map<String, String> environment;
  private final int port = FreePort.any();
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  /**
   * Starts one.
   *
   * @param jar its {@code quarkus-run.jar}
   * @param log a file, to which its output is appended
   * @param environment its configuration; the address of its REST interface is added
   */
  public PackagedService(Path jar, Path log, Map<String, String> environment) {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar.toAbsolutePath() + " is not built");
    }
    this.jar = jar;
    this.log = log;
    this.environment = Map.copyOf(environment);
    this.process = launch();
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", jar.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process started = builder.start();
      started.getOutputStream().close();
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The port of its REST interface. */
  public int port() {
    return port;
  }

  /** Its REST interface. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * True once it says that it can do its work.
   *
   * @throws IllegalStateException when it ended by itself
   */
  public boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the service ended by itself, see " + log);
    }
    return saysReady(http, address());
  }

  /** True when the service of this address says that it can do its work. */
  public static boolean saysReady(HttpClient http, URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/q/health/ready")).timeout(ONE_REQUEST).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** SIGKILL: nothing is finished, nothing said. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGKILL, and again from the start. */
  public void killAndRestart() {
    kill();
    process = launch();
  }

  /** SIGSTOP. */
  public void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  public void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill " + name + " ended with " + status);
    }
  }

  /** SIGTERM; true when it ended in time, else it is killed. */
  public boolean stop() {
    process.destroy();
    return awaitEnd();
  }

  private boolean awaitEnd() {
    try {
      if (process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
      process.destroyForcibly().waitFor();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** A polite end. */
  @Override
  public void close() {
    stop();
  }
}
