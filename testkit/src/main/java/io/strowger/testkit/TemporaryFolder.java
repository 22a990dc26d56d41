package io.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder below the system's temporary one, for a server that lives as long as the process. */
public final class TemporaryFolder {

  private TemporaryFolder() {}

  /** Creates one. */
  public static Path create(String prefix) {
    try {
      return Files.createTempDirectory(prefix + "-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary folder for " + prefix, e);
    }
  }

  /** When the process ends, stops the server and then deletes its folder. */
  public static void deleteAtExit(Path folder, Runnable stopServer) {
    Runnable end =
        () -> {
          stopServer.run();
          delete(folder);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "delete-" + folder.getFileName()));
  }

  /** Deletes a folder with all it holds, as far as that is possible. */
  static void delete(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      below.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException vanishedMeanwhile) {
      // the server has removed some of its own files while it stopped
    }
  }
}
