package io.strowger.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what is due, over and over, on a thread of its own and each time in a transaction of
 * its own. What fails is tried again the next time.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Database database;
  private final String name;
  private final Duration pause;
  private final Work work;
  private final ScheduledExecutorService executor;

  /** What is done in one transaction. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void sweep(UnitOfWork unit) throws SQLException;
  }

  /**
   * One that sweeps once {@link #start}ed.
   *
   * @param name the thread's, and what the log calls it
   * @param pause between one end and the next beginning
   */
  public Sweeper(Database database, String name, Duration pause, Work work) {
    this.database = database;
    this.name = name;
    this.pause = pause;
    this.work = work;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Sweeps from now on. */
  public void start() {
    executor.scheduleWithFixedDelay(
        this::sweep, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void sweep() {
    try {
      database.transact(unit -> {
        work.sweep(unit);
        return null;
      });
    } catch (Unavailable away) {
      LOG.warn("{} wait: {}", name, away.toString());
    } catch (RuntimeException defect) {
      LOG.error("{} cannot be looked after", name, defect);
    }
  }
}
