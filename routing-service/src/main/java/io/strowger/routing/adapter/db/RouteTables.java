package io.strowger.routing.adapter.db;

import io.strowger.routing.carrier.RouteTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the moment, read anew when any instance has changed them. */
@ApplicationScoped
public class RouteTables {
  private static final Logger LOG = LoggerFactory.getLogger(RouteTables.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final RouteStore store;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("route-tables").factory());
  private volatile RouteTable current = RouteTable.EMPTY;
  private volatile long version = -1;

  /** The routes of this store. */
  public RouteTables(RouteStore store) {
    this.store = store;
  }

  /** Reads the routes, and looks for changes from now on. */
  public void start() {
    looker.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The routes of the moment. */
  public RouteTable current() {
    return current;
  }

  /** True once the routes were read. */
  public boolean isLoaded() {
    return version >= 0;
  }

  /** Reads the routes if they have changed. */
  public synchronized void refresh() {
    long latest = store.version();
    if (latest != version) {
      current = new RouteTable(store.carriers(), store.routes());
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
      LOG.warn("keeping the routes of before: {}", failure.toString());
    }
  }
}
