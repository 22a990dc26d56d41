package io.strowger.gateway.adapter.buffer;

import io.strowger.contracts.id.CommandId;
import io.strowger.gateway.control.CommandLedger;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids of the commands that were begun, in the folder of one instance: its next run does not
 * begin again what this one has begun before a crash. Not forced to disk, so a crash of the machine
 * loses the last of them. Not safe for use by several threads.
 */
public final class BegunCommands implements CommandLedger.Notes, AutoCloseable {
  static final int PER_FILE = CommandLedger.MAX_REMEMBERED / 2;

  private static final Logger LOG = LoggerFactory.getLogger(BegunCommands.class);
  private static final String LATEST = "begun-commands";
  private static final String BEFORE = "begun-commands.before";

  private final Path folder;
  private final List<CommandId> earlier = new ArrayList<>();
  private OutputStream latest;
  private int count;
  private boolean failing;

  private BegunCommands(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    read(BEFORE);
    int old = earlier.size();
    read(LATEST);
    this.count = earlier.size() - old;
    this.latest = append();
  }

  /**
   * Takes over a folder, which is created when missing.
   *
   * @throws UncheckedIOException when it cannot be used
   */
  public static BegunCommands open(Path folder) {
    try {
      return new BegunCommands(folder);
    } catch (IOException unusable) {
      throw new UncheckedIOException("cannot keep note of commands in " + folder, unusable);
    }
  }

  @Override
  public List<CommandId> earlier() {
    return List.copyOf(earlier);
  }

  /** A disk that takes nothing holds up no command. */
  @Override
  public void begins(CommandId id) {
    try {
      if (count >= PER_FILE) {
        latest.close();
        if (Files.exists(file(LATEST))) { // a former try may have come no further than this
          Files.move(file(LATEST), file(BEFORE), StandardCopyOption.REPLACE_EXISTING);
        }
        latest = append();
        count = 0;
      }
      // The line break first: what a full disk cut off before spoils no other.
      latest.write(("\n" + id).getBytes(StandardCharsets.US_ASCII));
      count++;
      failing = false;
    } catch (IOException full) {
      if (!failing) {
        LOG.error("{} takes no note of commands: {}", folder, full.toString());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    try {
      latest.close();
    } catch (IOException broken) {
      LOG.debug("{} does not close: {}", folder, broken.toString());
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private OutputStream append() throws IOException {
    return Files.newOutputStream(
        file(LATEST), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void read(String name) throws IOException {
    if (Files.exists(file(name))) {
      for (String line : Files.readAllLines(file(name), StandardCharsets.ISO_8859_1)) {
        note(line);
      }
    }
  }

  private void note(String line) {
    try {
      earlier.add(new CommandId(line));
    } catch (IllegalArgumentException cut) {
      LOG.debug("no command's id: {}", cut.getMessage());
    }
  }
}
