package io.strowger.transcoder.adapter.selftest;

import io.strowger.transcoder.adapter.net.CpuAffinity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a core of this machine does as much at any moment. On a virtual one others may slow it
 * down, which its clock of stolen time need not show. What a relay adds in the worst cases cannot
 * be less than what comes of it.
 */
final class Steadiness {
  private static final long PERIOD_NANOS = 20_000_000;
  private static final int CHUNK = 50_000;
  private static final int CHUNKS_TIMED = 401;
  private static final long SEED = 88_172_645_463_325_252L;

  private final Percentiles late = new Percentiles();
  private long sum = SEED;

  private Steadiness() {}

  /**
   * Computes half of the time, on the last core and in real time where that is allowed, as the
   * media thread does: numbers only, which need no memory.
   *
   * @return by how much the work of 20 ms was done later than it should have been
   */
  static Percentiles measure(Duration time) throws InterruptedException {
    Steadiness steadiness = new Steadiness();
    CompletableFuture<Percentiles> measured = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("steadiness")
        .start(() -> {
          List<Integer> cores = CpuAffinity.allowed();
          if (cores.size() > 1 && CpuAffinity.pin(cores.getLast())) {
            CpuAffinity.realTime();
          }
          steadiness.work(time);
          measured.complete(steadiness.late);
        });
    try {
      return measured.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void work(Duration time) {
    compute(200 * CHUNK); // compiled from here on
    int chunks = Math.toIntExact(Math.max(1, PERIOD_NANOS / 2 / nanosOfChunk()));
    long meant = PERIOD_NANOS / 2;
    long began = System.nanoTime();
    long periods = time.toNanos() / PERIOD_NANOS;
    for (long period = 0; period < periods; period++) {
      long due = began + period * PERIOD_NANOS;
      sleepUntil(due);
      compute(chunks * CHUNK);
      late.add(System.nanoTime() - due - meant);
    }
  }

  private long nanosOfChunk() {
    long[] nanos = new long[CHUNKS_TIMED];
    for (int i = 0; i < nanos.length; i++) {
      long before = System.nanoTime();
      compute(CHUNK);
      nanos[i] = System.nanoTime() - before;
    }
    Arrays.sort(nanos);
    return Math.max(1, nanos[nanos.length / 2]);
  }

  private void compute(int steps) {
    long x = sum;
    for (int i = 0; i < steps; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    sum = x;
  }

  private static void sleepUntil(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }
}
