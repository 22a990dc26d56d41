package io.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder below the system's temporary one, deleted when the process ends. */
public final class TemporaryFolder {

  private TemporaryFolder() {}

  /** Creates one, for {@link #deleteAtExit}. */
  public static Path create(String prefix) {
    try {
      return Files.createTempDirectory(prefix + "-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary folder for " + prefix, e);
    }
  }

  /** Creates one that is deleted when the process ends. */
  public static Path untilExit(String prefix) {
    Path folder = create(prefix);
    deleteAtExit(folder, () -> {});
    return folder;
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
