package io.strowger.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Path lock = dataFolder.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    try {
      List<String> lines = Files.readAllLines(lock);
      if (!lines.isEmpty()) {
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .filter(LeftoverServer::isPostgres)
            .ifPresent(LeftoverServer::stop);
      }
      Files.deleteIfExists(lock);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read PostgreSQL's lock " + lock, e);
    }
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
    for (ProcessHandle member : family) {
      try {
        member.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new IllegalStateException("PostgreSQL process " + member.pid() + " does not end", e);
      } catch (java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException("Cannot await the end of process " + member.pid(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while ending PostgreSQL", e);
      }
    }
  }
}
