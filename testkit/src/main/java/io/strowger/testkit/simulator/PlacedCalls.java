package io.strowger.testkit.simulator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Many calls placed at a steady rate: how many have begun and ended. */
public final class PlacedCalls {

  private final AtomicLong placed = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final CompletableFuture<Void> allPlaced = new CompletableFuture<>();
  private volatile boolean stopped;

  PlacedCalls() {}

  /** Calls that have arrived at the switch. */
  public long placed() {
    return placed.get();
  }

  /** Calls that are over. */
  public long ended() {
    return ended.get();
  }

  /** Places no more. */
  public void stop() {
    stopped = true;
  }

  /** Completes when the last call has been placed. */
  public CompletableFuture<Void> allPlaced() {
    return allPlaced;
  }

  boolean isStopped() {
    return stopped;
  }

  void begun() {
    placed.incrementAndGet();
  }

  void over() {
    ended.incrementAndGet();
  }

  void done() {
    allPlaced.complete(null);
  }
}
