package io.strowger.rating.adapter.db;

import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.ActiveTariffs;
import io.strowger.rating.tariff.TariffCompiler;
import io.strowger.rating.tariff.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tariffs in memory, read anew when any instance has changed them. What is active now, what was
 * before it and what is to come are ready at any time: a change of version, also back, takes no
 * reading. Others are read when they are asked for.
 */
@ApplicationScoped
public class TariffBook implements ActiveTariffs {
  private static final Logger LOG = LoggerFactory.getLogger(TariffBook.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** How many versions are kept besides, for calls that began with them. */
  private static final int MOST_OTHERS = 16;

  private final TariffStore store;
  private final Clock clock;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tariff-book").factory());
  private final Map<Id, ActiveTariff> others =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, ActiveTariff> eldest) {
          return size() > MOST_OTHERS;
        }
      };
  private volatile Pages pages = new Pages(-1, Map.of(), Map.of(), Set.of());

  /** The tariffs of this store. */
  @Inject
  public TariffBook(TariffStore store) {
    this(store, Clock.systemUTC());
  }

  TariffBook(TariffStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Id(String name, int version) {}

  /** All of them at one moment; a version that cannot be read does not come into force. */
  private record Pages(
      long changes,
      Map<String, Timeline> timelines,
      Map<Id, ActiveTariff> versions,
      Set<Id> unreadable) {
    Optional<Integer> active(String name, Instant now) {
      Timeline timeline = timelines.get(name);
      return timeline == null
          ? Optional.empty()
          : timeline.at(now, version -> !unreadable.contains(new Id(name, version)));
    }
  }

  /** Reads the tariffs, and looks for changes from now on. */
  public void start() {
    looker.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Optional<ActiveTariff> active(String name, Instant now) {
    Pages current = pages;
    return current.active(name, now).flatMap(version -> version(name, version, current));
  }

  @Override
  public Optional<ActiveTariff> version(String name, int version) {
    return version(name, version, pages);
  }

  /** Whatever is not at hand any more, such as what was active long ago, is read. */
  private Optional<ActiveTariff> version(String name, int version, Pages current) {
    Id id = new Id(name, version);
    ActiveTariff known = current.versions().get(id);
    if (known != null) {
      return Optional.of(known);
    }
    synchronized (others) {
      known = others.get(id);
    }
    return known != null ? Optional.of(known) : Optional.ofNullable(keep(id, load(id)));
  }

  private @Nullable ActiveTariff keep(Id id, @Nullable ActiveTariff tariff) {
    if (tariff != null) {
      synchronized (others) {
        others.put(id, tariff);
      }
    }
    return tariff;
  }

  /** True once the tariffs were read. */
  public boolean isLoaded() {
    return pages.changes() >= 0;
  }

  /** Reads the tariffs if they have changed. */
  public synchronized void refresh() {
    long latest = store.changes();
    if (latest == pages.changes()) {
      return;
    }
    Instant now = clock.instant();
    Map<String, Timeline> timelines = store.timelines();
    Pages next = new Pages(latest, timelines, new HashMap<>(), new HashSet<>());
    timelines.forEach((name, timeline) -> {
      needed(timeline, now).forEach(version -> take(new Id(name, version), next));
      // Where the active one cannot be read, the last that can goes on.
      timeline.at(now, version -> take(new Id(name, version), next));
    });
    pages.versions().forEach(this::keep);
    pages = next;
  }

  /** True when it can be read. */
  private boolean take(Id id, Pages into) {
    if (into.versions().containsKey(id) || into.unreadable().contains(id)) {
      return into.versions().containsKey(id);
    }
    Optional<ActiveTariff> read = version(id.name(), id.version());
    read.ifPresentOrElse(
        tariff -> into.versions().put(id, tariff), () -> into.unreadable().add(id));
    return read.isPresent();
  }

  private static Stream<Integer> needed(Timeline timeline, Instant now) {
    return Stream.of(
            timeline.at(now).stream(),
            timeline.before(now).stream(),
            timeline.after(now).stream().map(each -> each.version()))
        .flatMap(each -> each)
        .distinct();
  }

  private @Nullable ActiveTariff load(Id id) {
    try {
      return store.document(id.name(), id.version()).map(TariffBook::compiled).orElse(null);
    } catch (IllegalStateException defect) {
      LOG.error("a version does not come into force, the one before it goes on", defect);
      return null;
    }
  }

  private static ActiveTariff compiled(TariffStore.Document document) {
    var version = document.version();
    var rows = JsonTariffs.read(version.name() + "/" + version.version(), document.content());
    var plan = TariffCompiler.compileKept(rows.value(), version.zone());
    if (!rows.isWhole() || !plan.isWhole()) {
      throw new IllegalStateException(
          "tariff %s version %d cannot be read any more: %s %s"
              .formatted(version.name(), version.version(), rows.failures(), plan.failures()));
    }
    return new ActiveTariff(version.name(), version.version(), version.currency(), plan.value());
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
