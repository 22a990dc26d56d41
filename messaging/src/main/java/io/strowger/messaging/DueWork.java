package io.strowger.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what is due in one transaction, and where that fails in one for each. What fails
 * alone too is put aside for a while, so that it keeps nothing else from being looked after.
 */
final class DueWork {
  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);
  private static final int AT_ONCE = 200;
  private static final int MOST_ASIDE = 10_000;

  /** Doubled each time that it fails again. */
  private static final Duration SHORTEST_ASIDE = Duration.ofSeconds(1);

  private static final Duration LONGEST_ASIDE = Duration.ofHours(1);

  private final Database database;
  private final String name;
  private final Due due;
  // By key, the longest there first; remembered for a while after it may be tried again.
  private final Map<String, Aside> aside = new LinkedHashMap<>();

  private record Aside(long until, Duration pause) {
    private boolean endedBefore(long now, Duration since) {
      return now - until >= since.toNanos();
    }
  }

  DueWork(Database database, String name, Due due) {
    this.database = database;
    this.name = name;
    this.due = due;
  }

  /** Looks once. */
  void look() {
    long now = System.nanoTime();
    aside.values().removeIf(put -> put.endedBefore(now, LONGEST_ASIDE));
    Set<String> waiting = waiting(now);
    List<String> taken = new ArrayList<>();
    try {
      take(waiting, AT_ONCE, taken);
      aside.keySet().removeAll(Set.copyOf(taken));
    } catch (Unavailable away) {
      throw away;
    } catch (RuntimeException defect) {
      LOG.warn("{} cannot be looked after together, trying one by one", name, defect);
      oneByOne(waiting);
    }
  }

  private Set<String> waiting(long now) {
    return aside.entrySet().stream()
        .filter(put -> !put.getValue().endedBefore(now, Duration.ZERO))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void oneByOne(Set<String> waiting) {
    Set<String> passed = new HashSet<>(waiting);
    int enough = passed.size() + AT_ONCE;
    List<String> one = new ArrayList<>();
    do {
      one.clear();
      try {
        take(passed, 1, one);
        one.forEach(aside::remove);
      } catch (Unavailable away) {
        throw away;
      } catch (RuntimeException defect) {
        putAside(one, defect);
      }
      passed.addAll(one);
    } while (!one.isEmpty() && passed.size() < enough);
  }

  private void take(Set<String> without, int limit, List<String> taken) {
    database.transact(unit -> {
      taken.addAll(due.lock(unit.connection(), without, limit));
      if (!taken.isEmpty()) {
        due.lookAfter(unit, taken);
      }
      return null;
    });
  }

  private void putAside(List<String> taken, RuntimeException defect) {
    if (taken.isEmpty()) {
      throw defect;
    }
    String key = taken.getFirst();
    Aside before = aside.remove(key);
    Duration pause = before == null ? SHORTEST_ASIDE : longer(before.pause());
    LOG.error("{}: {} is put aside for {}", name, key, pause, defect);
    if (aside.size() >= MOST_ASIDE) {
      aside.remove(aside.keySet().iterator().next());
    }
    aside.put(key, new Aside(System.nanoTime() + pause.toNanos(), pause));
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_ASIDE) < 0 ? doubled : LONGEST_ASIDE;
  }
}
