package io.strowger.quickstart;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends what an earlier run left behind when it was killed hard. */
final class Leftovers {
  private Leftovers() {}

  /** Ends processes whose ids lie in the folder, if they still are what they were. */
  static void end(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      return;
    }
    try (DirectoryStream<Path> pids = Files.newDirectoryStream(run, "*.pid")) {
      for (Path pid : pids) {
        endOne(pid);
        Files.deleteIfExists(pid);
      }
    }
  }

  private static void endOne(Path pidFile) throws IOException {
    String text = Files.readString(pidFile).strip();
    if (!text.matches("\\d{1,9}")) {
      return;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(text));
    if (process.isPresent() && isOurs(process.get())) {
      process.get().destroyForcibly();
      try {
        process.get().onExit().get(10, TimeUnit.SECONDS);
      } catch (Exception failure) {
        throw new IOException("process " + text + " of an earlier run does not end", failure);
      }
    }
  }

  private static boolean isOurs(ProcessHandle process) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    return Files.exists(commandLine) && Files.readString(commandLine).contains("quarkus-run.jar");
  }
}
