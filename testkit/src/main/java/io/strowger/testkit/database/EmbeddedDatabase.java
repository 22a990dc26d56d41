package io.strowger.testkit.database;

import io.strowger.testkit.FreePort;
import io.strowger.testkit.QuietLogs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * PostgreSQL from binaries on the class path, as a child process on the loopback interface, also
 * when run as root. A data folder that exists is used again, also after this process was killed and
 * left the server running.
 */
public final class EmbeddedDatabase implements DatabaseServer {

  private static final String SUPERUSER = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final Optional<ProcessHandle> process;
  private final DatabaseAddress administration;

  private EmbeddedDatabase(EmbeddedPostgres server, Path dataFolder) {
    this.server = server;
    this.process = LeftoverServer.running(dataFolder);
    String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    this.administration = new DatabaseAddress(url, SUPERUSER, SUPERUSER);
  }

  /** What a commit waits for. */
  public enum Durability {
    /** The disk, as in production. */
    ON_DISK,
    /** Nothing: data survive the end of any process, but not that of the machine. For tests. */
    IN_MEMORY
  }

  /** Ends the server of this folder that outlived whoever started it, and holds its port. */
  public static void endLeftover(Path dataFolder) {
    LeftoverServer.end(dataFolder);
  }

  /**
   * Starts a server and returns when it accepts clients.
   *
   * @param dataFolder where the cluster is kept, created when missing
   * @param port the client port, 0 for any free one
   */
  public static EmbeddedDatabase start(Path dataFolder, int port, Durability durability) {
    QuietLogs.errorsOnly("io.zonky", "pg", "org.postgresql");
    LeftoverServer.end(dataFolder);
    String flushing = durability == Durability.ON_DISK ? "on" : "off";
    try {
      Files.createDirectories(dataFolder);
      return new EmbeddedDatabase(
          EmbeddedPostgres.builder()
              .setDataDirectory(dataFolder.toAbsolutePath())
              .setCleanDataDirectory(false)
              // Keys are compared byte by byte, as production is told to do.
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("encoding", "UTF8")
              .setPort(FreePort.orAny(port))
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("fsync", flushing)
              .setServerConfig("synchronous_commit", flushing)
              .setServerConfig("full_page_writes", flushing)
              .setServerConfig("shared_buffers", "512MB")
              // A checkpoint every few minutes at full load, not every minute: each has every page
              // that changes after it written whole into the log.
              .setServerConfig("max_wal_size", "3GB")
              .setServerConfig("checkpoint_timeout", "15min")
              .setServerConfig("max_connections", "200")
              .setOutputRedirector(Redirect.DISCARD)
              .setErrorRedirector(Redirect.DISCARD)
              .setPGStartupWait(START_LIMIT)
              .start(),
          dataFolder);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start in " + dataFolder, e);
    }
  }

  @Override
  public DatabaseAddress administration() {
    return administration;
  }

  /** The client port. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    try {
      server.close();
      // The library stops it from a shutdown hook of its own too, and then does not wait here.
      process.ifPresent(LeftoverServer::awaitEnd);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not stop", e);
    }
  }
}
