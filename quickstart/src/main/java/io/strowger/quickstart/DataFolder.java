package io.strowger.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that one run at a time keeps its data in. */
final class DataFolder implements AutoCloseable {
  private final FileChannel channel;

  /** Takes the folder, and ends what an earlier run left there when it was killed hard. */
  DataFolder(Path folder) throws CannotStart {
    try {
      Path run = Files.createDirectories(folder.resolve("run"));
      channel =
          FileChannel.open(
              run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new CannotStart("another ./strowger up is using " + folder + ".");
      }
      Leftovers.end(run);
    } catch (IOException failure) {
      throw new CannotStart("cannot keep data in " + folder + ": " + failure.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
