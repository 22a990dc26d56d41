package io.strowger.testkit.simulator.engine;

import io.strowger.testkit.simulator.ManualClock;
import io.strowger.testkit.simulator.SimulatorClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread that owns all state of a simulated switch; everything else hands it work. */
public final class SwitchLoop implements AutoCloseable, ManualClock.DrivenLoop {

  private static final Logger LOG = System.getLogger(SwitchLoop.class.getName());

  private final SimulatorClock clock;
  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
  private final Thread thread;
  private long timerOrder;
  private volatile boolean closed;

  /** Starts the thread. */
  public SwitchLoop(String name, SimulatorClock clock) {
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    if (clock instanceof ManualClock manual) {
      manual.attach(this);
    }
  }

  /** Something that happens later unless it is cancelled. */
  public static final class Timer {
    private final long due;
    private final long order;
    private @Nullable Runnable action;

    private Timer(long due, long order, Runnable action) {
      this.due = due;
      this.order = order;
      this.action = action;
    }

    long due() {
      return due;
    }

    long order() {
      return order;
    }

    /** Makes it not happen. */
    public void cancel() {
      action = null;
    }
  }

  /** Microseconds since the epoch. */
  public long nowMicros() {
    return clock.nowMicros();
  }

  /** Does this on the loop's thread, after all that was handed over before. */
  public void execute(Runnable task) {
    if (!closed) {
      work.add(task);
    }
  }

  /** Does this on the loop's thread and waits for its result. */
  public <T> T call(Supplier<T> task) {
    if (Thread.currentThread() == thread) {
      return task.get();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    execute(() -> completeWith(result, task));
    return result.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** On the loop's thread only: does this later. */
  public Timer after(Duration delay, Runnable action) {
    Timer timer = new Timer(nowMicros() + delay.toNanos() / 1_000, timerOrder++, action);
    timers.add(timer);
    return timer;
  }

  /** On the loop's thread only: forgets every timer. */
  public void forgetTimers() {
    timers.clear();
  }

  @Override
  public OptionalLong earliestDue() {
    return call(() -> {
      dropCancelled();
      return timers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timers.peek().due());
    });
  }

  @Override
  public void runDue() {
    call(() -> {
      fireDueTimers();
      return true;
    });
  }

  @Override
  public void close() {
    closed = true;
    work.add(() -> {});
    if (clock instanceof ManualClock manual) {
      manual.detach(this);
    }
  }

  private void run() {
    while (!closed) {
      try {
        Runnable task = next();
        if (task != null) {
          task.run();
        }
        if (!(clock instanceof ManualClock)) {
          fireDueTimers();
        }
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException defect) {
        LOG.log(Level.ERROR, "A task of the simulated switch failed", defect);
      }
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    dropCancelled();
    Timer earliest = timers.peek();
    if (earliest == null || clock instanceof ManualClock) {
      return work.take();
    }
    return work.poll(Math.max(0, earliest.due() - nowMicros()), TimeUnit.MICROSECONDS);
  }

  private void fireDueTimers() {
    while (!timers.isEmpty() && timers.peek().due() <= nowMicros()) {
      Runnable action = timers.poll().action;
      if (action != null) {
        action.run();
      }
    }
  }

  private void dropCancelled() {
    while (!timers.isEmpty() && timers.peek().action == null) {
      timers.poll();
    }
  }

  private static <T> void completeWith(CompletableFuture<T> result, Supplier<T> task) {
    try {
      result.complete(task.get());
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
