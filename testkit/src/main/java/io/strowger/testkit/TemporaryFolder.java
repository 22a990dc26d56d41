package io.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder below the system's temporary one that is deleted when the process ends. */
public final class TemporaryFolder {

  private TemporaryFolder() {}

  /** Creates one; what other shutdown hooks still write into it may be left behind. */
  public static Path create(String prefix) {
    try {
      Path folder = Files.createTempDirectory(prefix + "-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-" + prefix));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary folder for " + prefix, e);
    }
  }

  /** Deletes a folder with all it holds, as far as that is possible. */
  public static void delete(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      below.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException vanishedMeanwhile) {
      // a server that stops at the same moment removes its own files
    }
  }
}
