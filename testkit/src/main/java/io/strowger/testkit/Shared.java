package io.strowger.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.XZInputStream;

/**
 * The folder of shared fixtures (captures, vectors, media), named by the system property {@value
 * #PROPERTY}. Everything here fails loudly: a test that silently skips its fixture proves nothing.
 */
public final class Shared {

  /**
   * The system property, and as {@code STROWGER_SHARED} the environment variable, naming the
   * folder.
   */
  public static final String PROPERTY = "strowger.shared";

  private Shared() {}

  /**
   * The existing file or folder at this path below the shared folder, e.g. {@code
   * captures/load-json-300-calls}.
   */
  public static Path path(String relative) {
    Path path = root().resolve(relative).normalize();
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          "The shared fixture '" + relative + "' does not exist: looked for " + path);
    }
    return path;
  }

  /**
   * All bytes of a fixture; a file kept compressed as {@code .xz} is found and opened by its plain
   * name too.
   */
  public static byte[] bytes(String relative) {
    return bytes(root().resolve(relative));
  }

  /** All bytes of this file or of the {@code .xz} file beside it, decompressed. */
  public static byte[] bytes(Path file) {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the fixture " + file, e);
    }
  }

  /** Opens this file or the {@code .xz} file beside it, decompressing. */
  public static InputStream open(Path file) throws IOException {
    Path compressed = file.resolveSibling(file.getFileName() + ".xz");
    if (Files.exists(file)) {
      InputStream in = new BufferedInputStream(Files.newInputStream(file));
      return file.toString().endsWith(".xz") ? new XZInputStream(in) : in;
    }
    if (Files.exists(compressed)) {
      return new XZInputStream(new BufferedInputStream(Files.newInputStream(compressed)));
    }
    throw new IllegalStateException(
        "There is neither a fixture " + file + " nor a compressed one " + compressed.getFileName());
  }

  /** True when this file exists, plain or compressed. */
  public static boolean exists(Path file) {
    return Files.exists(file) || Files.exists(file.resolveSibling(file.getFileName() + ".xz"));
  }

  private static Path root() {
    String configured = System.getProperty(PROPERTY, System.getenv("STROWGER_SHARED"));
    if (configured == null || configured.isBlank()) {
      throw new IllegalStateException(
          "Shared fixtures are needed: set the system property '"
              + PROPERTY
              + "' to the folder that holds captures, vectors and media.");
    }
    Path root = Path.of(configured).toAbsolutePath().normalize();
    if (!Files.isDirectory(root)) {
      throw new IllegalStateException(
          "The system property '" + PROPERTY + "' names " + root + ", which is not a folder.");
    }
    return root;
  }
}
