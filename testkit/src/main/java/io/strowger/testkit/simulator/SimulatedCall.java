package io.strowger.testkit.simulator;

import io.strowger.testkit.simulator.call.CallObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A call that was placed by a script: what has become of it so far, for any thread to ask and to
 * await.
 */
public final class SimulatedCall {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CallScript script;
  private final Runnable onEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<CallStage> reached = EnumSet.of(CallStage.PLACED);
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<String> sdpsToCaller = new ArrayList<>();
  private String uuid = "";
  private String cause = "";

  SimulatedCall(CallScript script, Runnable onEnd) {
    this.script = script;
    this.onEnd = onEnd;
  }

  public CallScript script() {
    return script;
  }

  /** The UUID of the A-leg, which is the call's. */
  public String uuid() {
    return read(() -> uuid);
  }

  /** Whether it has come so far. */
  public boolean has(CallStage stage) {
    return read(() -> reached.contains(stage));
  }

  /** The tries so far, in order. */
  public List<Attempt> attempts() {
    return read(() -> List.copyOf(attempts));
  }

  /** The SDPs that the caller was sent in 183 and 200, in order. */
  public List<String> sdpsToCaller() {
    return read(() -> List.copyOf(sdpsToCaller));
  }

  /** Why it ended; empty before. */
  public String hangupCause() {
    return read(() -> cause);
  }

  /** Waits until it has come so far; fails after a minute. */
  public SimulatedCall await(CallStage stage) {
    return await("stage " + stage, PATIENCE, () -> reached.contains(stage));
  }

  /** Waits until this many attempts have been made. */
  public SimulatedCall awaitAttempts(int count) {
    return await(count + " attempts", PATIENCE, () -> attempts.size() >= count);
  }

  private SimulatedCall await(String what, Duration patience, BooleanSupplier condition) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!condition.getAsBoolean()) {
        left = left <= 0 ? 0 : changed.awaitNanos(left);
        if (left <= 0 && !condition.getAsBoolean()) {
          throw new AssertionError(
              "The call "
                  + uuid
                  + " did not reach "
                  + what
                  + "; it reached "
                  + reached
                  + ", attempts "
                  + attempts
                  + ", cause '"
                  + cause
                  + "'");
        }
      }
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while awaiting " + what, e);
    } finally {
      lock.unlock();
    }
  }

  private <T> T read(java.util.function.Supplier<T> value) {
    lock.lock();
    try {
      return value.get();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  CallObserver observer() {
    return new Observer();
  }

  private final class Observer implements CallObserver {
    @Override
    public void created(String legUuid) {
      change(() -> uuid = legUuid);
    }

    @Override
    public void parked() {
      change(() -> reached.add(CallStage.PARKED));
    }

    @Override
    public void attempted(String bLeg, String dialled, String offer) {
      change(() -> {
        reached.add(CallStage.ATTEMPTED);
        attempts.add(new Attempt(bLeg, dialled, offer, ""));
      });
    }

    @Override
    public void alerted() {
      change(() -> reached.add(CallStage.ALERTED));
    }

    @Override
    public void attemptFailed(String why) {
      change(() -> attempts.addLast(attempts.removeLast().failed(why)));
    }

    @Override
    public void mediaGiven(String sdp) {
      change(() -> sdpsToCaller.add(sdp));
    }

    @Override
    public void answered() {
      change(() -> reached.add(CallStage.ANSWERED));
    }

    @Override
    public void bridged() {
      change(() -> reached.add(CallStage.BRIDGED));
    }

    @Override
    public void ended(String why) {
      change(() -> {
        cause = why;
        reached.add(CallStage.ENDED);
      });
      onEnd.run();
    }
  }
}
