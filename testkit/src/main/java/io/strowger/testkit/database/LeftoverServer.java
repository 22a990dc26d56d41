package io.strowger.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that outlived the process which started it, found by its {@code
 * postmaster.pid}.
 */
final class LeftoverServer {

  private static final long STOP_SECONDS = 10;

  private LeftoverServer() {}

  /** Ends the server of this data folder, if one still runs, and removes its lock. */
  static void end(Path dataFolder) {
    running(dataFolder).ifPresent(LeftoverServer::stop);
    try {
      Files.deleteIfExists(lock(dataFolder));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove PostgreSQL's lock in " + dataFolder, e);
    }
  }

  /** The server that runs on this data folder. */
  static Optional<ProcessHandle> running(Path dataFolder) {
    Path lock = lock(dataFolder);
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(lock).stream()
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          .filter(LeftoverServer::isPostgres);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read PostgreSQL's lock " + lock, e);
    }
  }

  /** Waits until this process has ended. */
  static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("PostgreSQL process " + process.pid() + " does not end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot await the end of process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while PostgreSQL ends", e);
    }
  }

  private static Path lock(Path dataFolder) {
    return dataFolder.resolve("postmaster.pid");
  }

  private static boolean isPostgres(ProcessHandle process) {
    // the number may belong to another program by now
    return process.info().command().map(command -> command.contains("postgres")).orElse(false);
  }

  private static void stop(ProcessHandle postmaster) {
    // A polite signal would wait for clients of the dead process; the write-ahead log makes this
    // one safe.
    List<ProcessHandle> family =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(LeftoverServer::awaitEnd);
  }
}
