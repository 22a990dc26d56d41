package io.strowger.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** What runs, closed in the opposite order of its start, once. */
final class RunningParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes all on {@code Ctrl-C} or {@code SIGTERM}; the latch opens when that is done. */
  CountDownLatch closeWhenTerminated() {
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  done.countDown();
                },
                "stop-everything"));
    return done;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        System.err.println("strowger: while stopping: " + failure.getMessage());
      }
    }
  }
}
