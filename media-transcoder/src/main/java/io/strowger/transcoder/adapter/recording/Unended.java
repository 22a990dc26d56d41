package io.strowger.transcoder.adapter.recording;

import io.strowger.transcoder.session.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which sessions of a folder are being recorded, and under which name: told by a hidden file for
 * each, so that whoever carries a session on after its instance was lost can go on recording it.
 */
final class Unended {
  private static final String SUFFIX = ".recording";

  /** No call is expected to be carried on so long after its recording began. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Path folder;

  /** Those of a folder; what is too old to be carried on is forgotten. */
  Unended(Path folder, Instant now) throws IOException {
    this.folder = folder;
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
      for (Path note : notes) {
        if (Files.getLastModifiedTime(note).toInstant().plus(KEPT).isBefore(now)) {
          Files.deleteIfExists(note);
        }
      }
    }
  }

  /** A session's recording has begun under a name. */
  void began(SessionId session, String name) throws IOException {
    Files.writeString(note(session), name);
  }

  /** It was ended as it should be. */
  void ended(SessionId session) throws IOException {
    Files.deleteIfExists(note(session));
  }

  /** The name of a session's recording; empty when it is not recorded. */
  Optional<String> nameOf(SessionId session) throws IOException {
    try {
      return Optional.of(Files.readString(note(session)));
    } catch (NoSuchFileException notRecorded) {
      return Optional.empty();
    }
  }

  /** Sessions are named from outside: by their digest they are decent names of files. */
  private Path note(SessionId session) {
    byte[] name = session.value().getBytes(StandardCharsets.UTF_8);
    return folder.resolve("." + HexFormat.of().formatHex(digest(name)) + SUFFIX);
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
