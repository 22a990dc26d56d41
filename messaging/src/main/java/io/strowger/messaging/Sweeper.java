package io.strowger.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what is due, over and over, on a thread of its own, each piece of work in
 * transactions of its own: one that fails keeps no other from being done, and is tried again the
 * next time.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Database database;
  private final String name;
  private final Duration pause;
  private final List<Runnable> works = new ArrayList<>();
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
  public Sweeper(Database database, String name, Duration pause) {
    this.database = database;
    this.name = name;
    this.pause = pause;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Has what falls due looked after: together, and one by one where that fails. */
  public Sweeper lookingAfter(Due due) {
    works.add(new DueWork(database, name, due)::look);
    return this;
  }

  /** Has this done each time, in one transaction. */
  public Sweeper doing(Work work) {
    works.add(() ->
        database.transact(unit -> {
          work.sweep(unit);
          return null;
        }));
    return this;
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
    Set<String> missing = new LinkedHashSet<>();
    works.forEach(work -> attempt(work, missing));
    missing.forEach(what -> LOG.warn("{} wait: {}", name, what));
  }

  private void attempt(Runnable work, Set<String> missing) {
    try {
      work.run();
    } catch (Unavailable away) {
      missing.add(away.getMessage() + ", " + away.getCause());
    } catch (RuntimeException defect) {
      LOG.error("{} cannot be looked after", name, defect);
    }
  }
}
