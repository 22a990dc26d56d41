package io.strowger.rating.crash;

import io.strowger.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged rating-service as a process that can be killed and started again. */
final class RatingProcess implements AutoCloseable {
  private static final Duration ONE_REQUEST = Duration.ofMillis(500);
  private static final Path JAR =
      Path.of(
          System.getProperty("strowger.root", ".."),
          "rating-service/target/quarkus-app/quarkus-run.jar");

  private final Map<String, String> environment;
  private final int port = FreePort.any();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path log;
  private Process process;

  private RatingProcess(Map<String, String> environment, Path log) {
    this.environment = environment;
    this.log = log;
    this.process = launch();
  }

  /** Starts one on this site, with more settings by environment name. */
  static RatingProcess start(Site site, int instance, Map<String, String> settings) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR.toAbsolutePath() + " is not built");
    }
    var environment = new java.util.HashMap<String, String>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", site.kafka().get("bootstrap.servers").toString());
    environment.put("STROWGER_TOPICS_PREFIX", site.catalogue().prefix());
    environment.put("STROWGER_TOPICS_PARTITIONS", Integer.toString(site.catalogue().partitions()));
    environment.put("STROWGER_INSTANCE", Integer.toString(instance));
    environment.put("STROWGER_RATING_CGRATES_PORT", Integer.toString(FreePort.any()));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", site.database().jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", site.database().username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", site.database().password());
    environment.putAll(settings);
    Path log =
        JAR.resolveSibling("../crash-" + site.catalogue().prefix() + instance + ".log").normalize();
    return new RatingProcess(environment, log);
  }

  private Process launch() {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
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

  /** Its REST interface. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** True once it says that it can do its work. */
  boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the service ended by itself, see " + log);
    }
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve("/q/health/ready")).timeout(ONE_REQUEST).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** SIGKILL, and again from the start. */
  void killAndRestart() {
    kill();
    process = launch();
  }

  /** SIGKILL: nothing is finished, nothing said. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** A polite end. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
