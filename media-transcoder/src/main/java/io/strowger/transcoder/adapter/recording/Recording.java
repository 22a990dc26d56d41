package io.strowger.transcoder.adapter.recording;

import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.Tap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One session's recording: the media thread leaves copies of what it hears, a writer takes them to
 * the file.
 */
final class Recording implements Tap {
  /** The most pieces of 20 ms waiting for the writer, 20 s of both sides: beyond, some are lost. */
  private static final int MOST_WAITING = 2_000;

  /** A side that lags so many pieces behind is silent there. */
  private static final int MOST_LAG = 25;

  private static final int RATE = 16_000;

  private final Path path;
  private final ConcurrentLinkedQueue<Piece> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Deque<short[]> left = new ArrayDeque<>();
  private final Deque<short[]> right = new ArrayDeque<>();
  private final WavFile file;

  private record Piece(Side from, short[] samples) {}

  Recording(Path path) throws IOException {
    this.path = path;
    this.file = new WavFile(path, RATE);
  }

  Path path() {
    return path;
  }

  @Override
  public void hear(Side from, int sampleRate, short[] samples, int count) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    heard.add(new Piece(from, atRate(samples, count, sampleRate)));
  }

  /** Telephone speech at the file's rate: in between two samples stands their mean. */
  private static short[] atRate(short[] samples, int count, int rate) {
    int times = RATE / rate;
    short[] copy = new short[count * times];
    for (int i = 0; i < count; i++) {
      int next = i + 1 < count ? samples[i + 1] : samples[i];
      for (int j = 0; j < times; j++) {
        copy[i * times + j] = (short) (samples[i] + (next - samples[i]) * j / times);
      }
    }
    return copy;
  }

  /** Writes what was heard; on the writer's thread. */
  void write() throws IOException {
    for (Piece piece = heard.poll(); piece != null; piece = heard.poll()) {
      waiting.decrementAndGet();
      (piece.from() == Side.A ? left : right).add(piece.samples());
    }
    while (bothHeard() || oneLags()) {
      append();
    }
  }

  private boolean bothHeard() {
    return !left.isEmpty() && !right.isEmpty();
  }

  private boolean oneLags() {
    return left.size() > MOST_LAG || right.size() > MOST_LAG;
  }

  private void append() throws IOException {
    short[] a = left.poll();
    short[] b = right.poll();
    int length = Math.max(a == null ? 0 : a.length, b == null ? 0 : b.length);
    file.append(padded(a, length), padded(b, length));
  }

  private static short[] padded(short @org.jspecify.annotations.Nullable [] samples, int length) {
    return samples == null ? new short[length] : java.util.Arrays.copyOf(samples, length);
  }

  /** Writes the rest and ends; on the writer's thread, once nothing is heard any more. */
  void end() throws IOException {
    try (file) {
      write();
      while (!left.isEmpty() || !right.isEmpty()) {
        append();
      }
    }
  }
}
