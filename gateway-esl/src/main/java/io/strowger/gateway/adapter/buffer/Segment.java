package io.strowger.gateway.adapter.buffer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of waiting records: written at its end, read from its beginning, deleted when all that
 * was read of it is acknowledged. Each record is handed to the system at once, so it outlives this
 * process, though not a power failure. Not safe for use by several threads.
 */
final class Segment {
  private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
  private static final int MAX_RECORD = 64 * 1024 * 1024;

  private final Path file;
  private @Nullable OutputStream writer;
  private @Nullable DataInputStream reader;
  private long written;
  private long read;
  private int unacknowledged;
  private boolean spoilt;

  private Segment(Path file, long written) {
    this.file = file;
    this.written = written;
  }

  /** A new and empty one. */
  static Segment create(Path file) throws IOException {
    Segment segment = new Segment(file, 0);
    segment.writer = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    return segment;
  }

  /** One that an earlier process left. */
  static Segment existing(Path file) throws IOException {
    return new Segment(file, Files.size(file));
  }

  long size() {
    return written;
  }

  boolean isWritable() {
    return writer != null;
  }

  /**
   * Appends a record.
   *
   * @throws IOException when the disk does not take it; nothing more can be appended then
   */
  void append(byte[] record) throws IOException {
    OutputStream out = writer;
    if (out == null) {
      throw new IOException(file + " is closed");
    }
    try {
      out.write(record);
      written += record.length;
    } catch (IOException full) {
      finishWriting();
      throw full;
    }
  }

  void finishWriting() throws IOException {
    OutputStream out = writer;
    writer = null;
    if (out != null) {
      out.close();
    }
  }

  /** The next record; absent when all were read, or the rest cannot be. */
  @Nullable Waiting next() {
    if (spoilt || read >= written) {
      return null;
    }
    try {
      DataInputStream in = opened();
      int length = in.readInt();
      int checksum = in.readInt();
      if (length < 0 || length > MAX_RECORD) {
        throw new IOException("a record of " + length + " bytes");
      }
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the last record is cut off");
      }
      if (WaitingCodec.checksum(body, 0, length) != checksum) {
        throw new IOException("a record was changed on disk");
      }
      read += WaitingCodec.HEAD + (long) length;
      Waiting waiting = WaitingCodec.decode(body);
      unacknowledged++;
      return waiting;
    } catch (IOException unreadable) {
      spoilt = true;
      LOG.error("{} cannot be read further than byte {}: {}", file, read, unreadable.toString());
      return null;
    }
  }

  private DataInputStream opened() throws IOException {
    DataInputStream in = reader;
    if (in == null) {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 64 * 1024));
      reader = in;
    }
    return in;
  }

  /** True when nothing more can be read of it now. */
  boolean isRead() {
    return spoilt || read >= written;
  }

  /** True when some of it was read. */
  boolean hasBegun() {
    return spoilt || read > 0;
  }

  void acknowledged() {
    unacknowledged--;
  }

  /** True when nobody needs it any more. */
  boolean isDone() {
    return isRead() && unacknowledged == 0 && !isWritable();
  }

  void closeReader() throws IOException {
    DataInputStream in = reader;
    reader = null;
    if (in != null) {
      in.close();
    }
  }

  /** Deletes it; one that could not be read to its end is kept under another name. */
  void delete() throws IOException {
    finishWriting();
    closeReader();
    if (spoilt) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
    } else {
      Files.deleteIfExists(file);
    }
  }
}
