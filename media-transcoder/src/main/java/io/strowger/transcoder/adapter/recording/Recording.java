package io.strowger.transcoder.adapter.recording;

import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.Tap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One session's recording: the media thread leaves copies of what it hears, a writer takes them to
 * the file.
 */
final class Recording implements Tap {
  private static final int RATE = 16_000;

  /** The most samples waiting for the writer, 20 s of both sides: beyond, some are lost. */
  private static final int MOST_WAITING = 40 * RATE;

  /** A side that lags so many samples behind, half a second, is silent there. */
  private static final int MOST_LAG = RATE / 2;

  private final Path path;
  private final ConcurrentLinkedQueue<Piece> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Backlog left = new Backlog();
  private final Backlog right = new Backlog();
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
    short[] copy = atRate(samples, count, sampleRate);
    if (waiting.addAndGet(copy.length) > MOST_WAITING) {
      waiting.addAndGet(-copy.length);
      return;
    }
    heard.add(new Piece(from, copy));
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
      waiting.addAndGet(-piece.samples().length);
      (piece.from() == Side.A ? left : right).add(piece.samples());
    }
    append(Math.min(left.size(), right.size()));
    append(Math.max(left.size(), right.size()) - MOST_LAG);
  }

  /** Sides are put together sample by sample, for their pieces need not be of one length. */
  private void append(int samples) throws IOException {
    if (samples > 0) {
      file.append(left.take(samples), right.take(samples));
    }
  }

  /** Writes the rest and ends; on the writer's thread, once nothing is heard any more. */
  void end() throws IOException {
    try (file) {
      write();
      append(Math.max(left.size(), right.size()));
    }
  }
}
