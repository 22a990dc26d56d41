package io.strowger.rating.adapter.db;

import io.strowger.rating.tariff.Tariff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tariffs of the moment, read anew when any instance has changed them. */
@ApplicationScoped
public class TariffBook {
  private static final Logger LOG = LoggerFactory.getLogger(TariffBook.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final TariffStore store;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tariff-book").factory());
  private volatile Map<String, Tariff> active = Map.of();
  private volatile long version = -1;

  /** The tariffs of this store. */
  public TariffBook(TariffStore store) {
    this.store = store;
  }

  /** Reads the tariffs, and looks for changes from now on. */
  public void start() {
    looker.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The active tariff of a name. */
  public Optional<Tariff> active(String name) {
    return Optional.ofNullable(active.get(name));
  }

  /** True once the tariffs were read. */
  public boolean isLoaded() {
    return version >= 0;
  }

  /** Reads the tariffs if they have changed. */
  public synchronized void refresh() {
    long latest = store.version();
    if (latest != version) {
      active = store.active();
      version = latest;
    }
  }

  /** Looks for changes no more. */
  public void close() {
    looker.shutdownNow();
  }

  private void look() {
    try {
      refresh();
    } catch (RuntimeException failure) {
      LOG.warn("keeping the tariffs of before: {}", failure.toString());
    }
  }
}
