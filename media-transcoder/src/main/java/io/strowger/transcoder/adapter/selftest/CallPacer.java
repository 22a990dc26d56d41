package io.strowger.transcoder.adapter.selftest;

import io.strowger.transcoder.adapter.net.CpuAffinity;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Has many calls speak at their times, spread evenly over each 20 ms, and hears all of them. */
public final class CallPacer {
  private static final long FRAME_NANOS = 20_000_000;

  /** How long after the last packet those are awaited that were not heard yet. */
  private static final long LINGER_NANOS = 3_000_000_000L;

  private final List<TestCall> calls;
  private final long slots;
  private final Percentiles latency = new Percentiles();
  private final Percentiles late = new Percentiles();
  private final Consumer<SelectionKey> hear = this::hear;

  private record Hearing(End end, End other) {}

  /** These calls. */
  public CallPacer(List<TestCall> calls) {
    this.calls = calls;
    this.slots = 2L * calls.size();
  }

  /** How long packets were on their way, both directions. */
  public Percentiles latency() {
    return latency;
  }

  /** By how much packets were said late: what this machine did to the callers themselves. */
  public Percentiles late() {
    return late;
  }

  /**
   * Has every call say its whole script; takes as long as the script. That is done by a thread of
   * its own, kept on the first core, in real time where that is allowed, out of the way of the
   * media thread: what the calling thread begins later would inherit both.
   *
   * @param settling until what is measured counts
   * @param settled done then, by that thread
   */
  public void run(Duration settling, Runnable settled) throws IOException, InterruptedException {
    long counts = settling.toNanos() * slots / FRAME_NANOS;
    byThreadOfItsOwn(() -> speak(Long.MAX_VALUE, counts, settled));
  }

  /** The same for so many packets of each end, from where they stopped. */
  public void run(int packets) throws IOException, InterruptedException {
    byThreadOfItsOwn(() -> speak(packets * slots, Long.MAX_VALUE, () -> {}));
  }

  /** What the callers do, by their own thread. */
  private interface Speech {
    void say() throws IOException;
  }

  private static void byThreadOfItsOwn(Speech speech) throws IOException, InterruptedException {
    System.gc(); // now rather than while calls go on
    try (ExecutorService callers =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("callers").factory())) {
      Future<?> all =
          callers.submit(() -> {
            List<Integer> cores = CpuAffinity.allowed();
            if (cores.size() > 1 && CpuAffinity.pin(cores.getFirst())) {
              CpuAffinity.realTime();
            }
            speech.say();
            return true;
          });
      all.get();
    } catch (ExecutionException failure) {
      throw new IOException("the callers stopped", failure.getCause());
    }
  }

  private void speak(long most, long counts, Runnable settled) throws IOException {
    try (Selector selector = Selector.open()) {
      for (TestCall call : calls) {
        register(selector, call.handsetEnd(), call.trunkEnd());
        register(selector, call.trunkEnd(), call.handsetEnd());
      }
      long began = System.nanoTime();
      boolean speaking = true;
      for (long slot = 0; speaking && slot < most; slot++) {
        if (slot == counts) {
          clear();
          settled.run();
        }
        waitUntil(selector, began + slot * FRAME_NANOS / slots);
        late.add(System.nanoTime() - began - slot * FRAME_NANOS / slots);
        TestCall call = calls.get((int) (slot % slots / 2));
        speaking = (slot & 1) == 0 ? call.handsetEnd().say() : call.trunkEnd().say();
      }
      long latest = System.nanoTime() + LINGER_NANOS;
      while (System.nanoTime() < latest && calls.stream().anyMatch(CallPacer::isHeardInPart)) {
        waitUntil(selector, System.nanoTime() + FRAME_NANOS);
      }
    }
  }

  /** Forgets the times of what was said. */
  public void clear() {
    latency.clear();
    late.clear();
  }

  private static boolean isHeardInPart(TestCall call) {
    return call.heard() < call.said();
  }

  private static void register(Selector selector, End end, End other) throws IOException {
    end.channel().register(selector, SelectionKey.OP_READ, new Hearing(end, other));
  }

  private void waitUntil(Selector selector, long nanos) throws IOException {
    selector.selectNow(hear);
    long left = nanos - System.nanoTime();
    while (left > 0) { // up to a millisecond late rather than spinning: real time is not endless
      selector.select(hear, Math.max(1, left / 1_000_000));
      left = nanos - System.nanoTime();
    }
  }

  private void hear(SelectionKey key) {
    Hearing hearing = (Hearing) key.attachment();
    try {
      hearing.end().hear(hearing.other(), latency);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
