package io.strowger.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Has a large batch done in parts at the same time, each with keys of its own: one computes while
 * the database works for another. A small one is done as it came, as parts would cost more than
 * they gain. Of one key all goes to one part, in order.
 */
final class SideBySide implements BatchHandler, AutoCloseable {
  /** Each part pays for a transaction. */
  static final int FEWEST = 32;

  private final BatchHandler handler;
  private final int most;
  private final ExecutorService others;

  /**
   * Divides what this handler is to do.
   *
   * @param most how many parts at a time, 1 or more
   */
  SideBySide(String name, int most, BatchHandler handler) {
    this.handler = handler;
    this.most = most;
    this.others =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(name + "-", 1).factory());
  }

  /** All parts have ended when it returns or throws; an outage counts for more than a defect. */
  @Override
  public void accept(List<Received> batch) {
    List<List<Received>> parts = parts(batch, Math.min(most, batch.size() / FEWEST));
    List<Future<?>> begun =
        parts.stream()
            .skip(1)
            .<Future<?>>map(part -> others.submit(() -> handler.accept(part)))
            .toList();
    @Nullable Throwable failure = failureOf(() -> handler.accept(parts.getFirst()));
    for (Future<?> part : begun) {
      failure = worse(failure, failureOf(part));
    }
    switch (failure) {
      case null -> {}
      case RuntimeException defect -> throw defect;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static List<List<Received>> parts(List<Received> batch, int count) {
    if (count < 2) {
      return List.of(batch);
    }
    List<List<Received>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>(batch.size()));
    }
    for (Received received : batch) {
      parts.get(Math.floorMod(received.key().hashCode(), count)).add(received);
    }
    parts.removeIf(List::isEmpty);
    return parts;
  }

  /** An error too: it must not leave the other parts at work. */
  private static @Nullable Throwable failureOf(Runnable work) {
    try {
      work.run();
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }

  private static @Nullable Throwable worse(@Nullable Throwable one, @Nullable Throwable other) {
    return one == null || other instanceof Unavailable && !(one instanceof Unavailable)
        ? other
        : one;
  }

  private static @Nullable Throwable failureOf(Future<?> part) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          part.get();
          return null;
        } catch (InterruptedException meanwhile) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      return failed.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    others.shutdown();
  }
}
