package io.strowger.quickstart;

import io.strowger.testkit.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service running as the process that is deployed in production, with its log in a file. */
public final class ServiceProcess implements AutoCloseable {
  private static final long STOP_WITHIN_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path log;
  private final Path pidFile;
  private final int httpPort;

  private ServiceProcess(String name, Process process, Path log, Path pidFile, int httpPort) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
    this.httpPort = httpPort;
  }

  /**
   * Starts a service.
   *
   * @param jar its {@code quarkus-run.jar}
   * @param data where its log, process id and class archive are kept
   * @param environment its configuration; {@code QUARKUS_HTTP_PORT} must be among it
   * @throws CannotStart when it is not built, or the machine refuses
   */
  public static ServiceProcess start(
      String name, Path jar, Path data, Map<String, String> environment, int heapMebibytes)
      throws CannotStart {
    if (!Files.exists(jar)) {
      throw new CannotStart(name + " is not built: " + jar + " is missing.");
    }
    try {
      Path log = Files.createDirectories(data.resolve("logs")).resolve(name + ".log");
      Path pidFile = Files.createDirectories(data.resolve("run")).resolve(name + ".pid");
      Path archive = Files.createDirectories(data.resolve("run")).resolve(name + ".jsa");
      ProcessBuilder builder = new ProcessBuilder(command(jar, archive, heapMebibytes));
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      Files.writeString(pidFile, Long.toString(process.pid()));
      int httpPort = Integer.parseInt(environment.getOrDefault("QUARKUS_HTTP_PORT", "0"));
      return new ServiceProcess(name, process, log, pidFile, httpPort);
    } catch (IOException failure) {
      throw new CannotStart(name + " cannot be started: " + failure.getMessage());
    }
  }

  private static List<String> command(Path jar, Path archive, int heapMebibytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:NewRatio=1"); // what a batch makes is gone with it, if it has the time
    command.add("-XX:MetaspaceSize=128m"); // no full collections while classes are loaded
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + archive);
    command.add("-Xlog:cds=off");
    command.add("-Xlog:cds*=off");
    command.add("-Xshare:auto");
    command.add("-XX:AutoBoxCacheMax=65536"); // selectors look up descriptors by Integer
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  /** Where its REST interface is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** The service's name. */
  public String name() {
    return name;
  }

  /** The process, for those who measure it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** True while the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** True once it says that it can do its work ({@code /q/health/ready}). */
  public boolean isReady(HttpClient http) {
    return PackagedService.saysReady(http, address());
  }

  /** The last lines of its log. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException unreadable) {
      return "(" + log + " cannot be read)";
    }
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, and waits until it has; one that does not is killed. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Asks it to end without waiting. */
  void askToStop() {
    process.destroy();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
