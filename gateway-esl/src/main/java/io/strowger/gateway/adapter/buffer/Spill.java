package io.strowger.gateway.adapter.buffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waiting records on disk, a row of segments in one folder, oldest first. What an earlier process
 * left there comes first. Not safe for use by several threads.
 */
final class Spill {
  private static final Logger LOG = LoggerFactory.getLogger(Spill.class);
  private static final Pattern NAME = Pattern.compile("\\d{19}\\.records");
  private static final long MIDDLE = 1_000_000_000_000_000_000L;
  private static final long SMALLEST_SEGMENT = 64 * 1024;
  private static final long LARGEST_SEGMENT = 16 * 1024 * 1024;
  private static final int SEGMENTS = 16;

  private final Path folder;
  private final long limit;
  private final long segmentBytes;
  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private long firstNumber = MIDDLE;
  private long nextNumber = MIDDLE;
  private boolean failing;

  /** A record and the segment it was read from. */
  record Read(Waiting waiting, Segment from) {}

  /**
   * Takes over a folder, which is created when missing.
   *
   * @param limit of all segments together, in bytes
   */
  Spill(Path folder, long limit) throws IOException {
    this.folder = folder;
    this.limit = limit;
    this.segmentBytes = Math.clamp(limit / SEGMENTS, SMALLEST_SEGMENT, LARGEST_SEGMENT);
    Files.createDirectories(folder);
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.filter(Spill::isSegment).sorted().toList();
    }
    for (Path file : left) {
      segments.add(Segment.existing(file));
    }
    if (!left.isEmpty()) {
      firstNumber = number(left.getFirst());
      nextNumber = number(left.getLast()) + 1;
      LOG.info("{} holds {} bytes that wait for Kafka", folder, bytes());
    }
  }

  private static boolean isSegment(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(0, 19));
  }

  private Path file(long number) {
    return folder.resolve("%019d.records".formatted(number));
  }

  /** How many bytes the segments have. */
  long bytes() {
    return segments.stream().mapToLong(Segment::size).sum();
  }

  /** True when every record was read. */
  boolean isRead() {
    return segments.stream().allMatch(Segment::isRead);
  }

  /** Appends a record; false when the limit is reached or the disk takes nothing. */
  boolean append(Waiting waiting) {
    byte[] record = WaitingCodec.encode(waiting);
    if (bytes() + record.length > limit) {
      return false;
    }
    try {
      writable(record.length).append(record);
      failing = false;
      return true;
    } catch (IOException full) {
      if (!failing) {
        LOG.error("{} takes nothing: {}", folder, full.toString());
      }
      failing = true;
      return false;
    }
  }

  private Segment writable(int more) throws IOException {
    Segment last = segments.peekLast();
    if (last != null && last.isWritable() && last.size() + more <= segmentBytes) {
      return last;
    }
    if (last != null) {
      last.finishWriting();
    }
    Segment made = Segment.create(file(nextNumber++));
    segments.add(made);
    return made;
  }

  /** The next record; absent when all were read. */
  @Nullable Read next() {
    for (Segment segment : segments) {
      Waiting waiting = segment.next();
      if (waiting != null) {
        return new Read(waiting, segment);
      }
    }
    return null;
  }

  /** A record that was read is safe elsewhere; files that nobody needs are deleted. */
  void acknowledged(Segment from) {
    from.acknowledged();
    deleteDone();
  }

  private void deleteDone() {
    Segment first = segments.peekFirst();
    while (first != null && first.isRead() && (first.isDone() || finished(first))) {
      try {
        first.delete();
      } catch (IOException stays) {
        LOG.warn("a segment of {} cannot be deleted: {}", folder, stays.toString());
      }
      segments.pollFirst();
      first = segments.peekFirst();
    }
  }

  /** The segment being written ends when it is read to its end: the next record begins another. */
  private static boolean finished(Segment segment) {
    if (segment.isWritable()) {
      try {
        segment.finishWriting();
      } catch (IOException broken) {
        LOG.warn("a segment does not close: {}", broken.toString());
      }
    }
    return segment.isDone();
  }

  /**
   * Puts records before all others and closes the files: the next process begins with them. What
   * was read but not acknowledged is among them, so segments read to their end are deleted.
   */
  void close(List<Waiting> before) throws IOException {
    List<Waiting> unread = new ArrayList<>(before);
    List<Segment> replaced = new ArrayList<>();
    Segment first = segments.peekFirst();
    while (first != null && first.hasBegun()) {
      for (Waiting rest = first.next(); rest != null; rest = first.next()) {
        unread.add(rest);
      }
      segments.pollFirst();
      first.finishWriting();
      first.closeReader();
      replaced.add(first);
      first = segments.peekFirst();
    }
    if (!unread.isEmpty()) {
      Segment made = Segment.create(file(--firstNumber));
      for (Waiting waiting : unread) {
        made.append(WaitingCodec.encode(waiting));
      }
      made.finishWriting();
    }
    for (Segment old : replaced) {
      old.delete();
    }
    for (Segment segment : segments) {
      segment.finishWriting();
      segment.closeReader();
    }
  }
}
