package io.strowger.testkit;

import io.strowger.testkit.broker.EmbeddedKafka;
import io.strowger.testkit.database.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A broker and a database in a process of their own, to be killed without warning. */
final class ServersInAnotherProcess {

  private static final String READY = "ready ";

  private final Process process;
  final String bootstrapServers;
  final String jdbcUrl;

  private ServersInAnotherProcess(Process process, String bootstrapServers, String jdbcUrl) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
    this.jdbcUrl = jdbcUrl;
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    EmbeddedDatabase database =
        EmbeddedDatabase.start(folder.resolve("postgres"), 0, EmbeddedDatabase.Durability.ON_DISK);
    System.out.println(
        READY + kafka.bootstrapServers() + " " + database.administration().jdbcUrl());
    Thread.currentThread().join();
  }

  static ServersInAnotherProcess start(Path folder) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ServersInAnotherProcess.class.getName(),
            folder.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        String[] addresses = line.substring(READY.length()).split(" ");
        return new ServersInAnotherProcess(process, addresses[0], addresses[1]);
      }
    }
    throw new IllegalStateException("The servers' process ended with " + process.exitValue());
  }

  /** As the kernel's out-of-memory killer would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
