package io.strowger.gateway.adapter.buffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits until Kafka takes it, in the order in which it came. Whoever adds never waits for
 * Kafka: what does not fit in memory goes to disk, and what does not fit there is refused.
 *
 * <p>Safe for use by several threads that add and one that takes.
 */
public final class EventBuffer {
  /** Most records handed to Kafka and not acknowledged. */
  static final int MAX_IN_FLIGHT = 20_000;

  private static final int READ_AHEAD_BYTES = 1024 * 1024;

  private final long memoryLimit;
  private final FileChannel lockFile;
  private final Spill spill;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Taken> memory = new ArrayDeque<>();
  private final ArrayDeque<Taken> inFlight = new ArrayDeque<>();
  private long memoryBytes;
  private boolean closed;

  /** A record on its way to Kafka. */
  public static final class Taken {
    private final Waiting waiting;
    private final @Nullable Segment from;
    private boolean acknowledged;

    Taken(Waiting waiting, @Nullable Segment from) {
      this.waiting = waiting;
      this.from = from;
    }

    /** The record. */
    public Waiting waiting() {
      return waiting;
    }
  }

  /** What waits now. */
  public record Depth(long records, long memoryBytes, long diskBytes, @Nullable Instant oldest) {}

  private EventBuffer(long memoryLimit, FileChannel lockFile, Spill spill) {
    this.memoryLimit = memoryLimit;
    this.lockFile = lockFile;
    this.spill = spill;
  }

  /**
   * Takes over a folder with what an earlier process left in it.
   *
   * @param memoryLimit bytes in memory
   * @param diskLimit bytes on disk; 0 for memory alone
   * @throws IllegalStateException when another process has the folder
   */
  public static EventBuffer open(Path folder, long memoryLimit, long diskLimit) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new IllegalStateException(
            "the buffer " + folder + " is another gateway's: set STROWGER_GATEWAY_BUFFER_FOLDER");
      }
      return new EventBuffer(memoryLimit, channel, new Spill(folder, diskLimit));
    } catch (IOException unusable) {
      throw new UncheckedIOException("the buffer " + folder + " cannot be used", unusable);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /** Adds a record; false when there is no room for it. */
  public boolean add(Waiting waiting) {
    lock.lock();
    try {
      boolean fits = memoryBytes + waiting.size() <= memoryLimit && !closed;
      if (fits && spill.isRead()) {
        remember(new Taken(waiting, null));
      } else if (!spill.append(waiting)) {
        return false;
      }
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void remember(Taken taken) {
    memory.add(taken);
    memoryBytes += taken.waiting.size();
  }

  /** The next record; absent when none came in time, or too many are unacknowledged. */
  public @Nullable Taken take(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (left > 0 && !canTake()) {
        left = changed.awaitNanos(left);
      }
      if (!canTake()) {
        return null;
      }
      Taken next = memory.removeFirst();
      memoryBytes -= next.waiting.size();
      inFlight.add(next);
      return next;
    } finally {
      lock.unlock();
    }
  }

  private boolean canTake() {
    if (closed || inFlight.size() >= MAX_IN_FLIGHT) {
      return false;
    }
    if (memory.isEmpty()) {
      readAhead();
    }
    return !memory.isEmpty();
  }

  private void readAhead() {
    while (memoryBytes < READ_AHEAD_BYTES) {
      Spill.Read read = spill.next();
      if (read == null) {
        return;
      }
      remember(new Taken(read.waiting(), read.from()));
    }
  }

  /** The record is safe in Kafka, or will never be. */
  public void done(Taken taken) {
    lock.lock();
    try {
      if (taken.acknowledged || closed) {
        return;
      }
      taken.acknowledged = true;
      if (taken.from != null) {
        spill.acknowledged(taken.from);
      }
      Taken first = inFlight.peekFirst();
      while (first != null && first.acknowledged) {
        inFlight.pollFirst();
        first = inFlight.peekFirst();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What waits now, the unacknowledged included. */
  public Depth depth() {
    lock.lock();
    try {
      Taken oldest = inFlight.isEmpty() ? memory.peekFirst() : inFlight.peekFirst();
      return new Depth(
          (long) inFlight.size() + memory.size(),
          memoryBytes,
          spill.bytes(),
          oldest == null ? null : oldest.waiting.since());
    } finally {
      lock.unlock();
    }
  }

  /** Leaves what waits, the unacknowledged first, on disk for the next process. */
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      List<Waiting> left = new ArrayList<>();
      inFlight.stream().filter(taken -> !taken.acknowledged).forEach(t -> left.add(t.waiting));
      memory.forEach(taken -> left.add(taken.waiting));
      spill.close(left);
      lockFile.close();
      changed.signalAll();
    } catch (IOException full) {
      throw new UncheckedIOException("the buffer's records cannot be kept", full);
    } finally {
      lock.unlock();
    }
  }
}
