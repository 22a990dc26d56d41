package io.strowger.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final Duration ASIDE_FOR = Duration.ofHours(1);

  private final Database database;
  private final String name;
  private final Due due;
  // By key, the longest there first: until when.
  private final Map<String, Long> aside = new LinkedHashMap<>();

  DueWork(Database database, String name, Due due) {
    this.database = database;
    this.name = name;
    this.due = due;
  }

  /** Looks once. */
  void look() {
    aside.values().removeIf(until -> System.nanoTime() - until >= 0);
    try {
      take(aside.keySet(), AT_ONCE, new ArrayList<>());
    } catch (Unavailable away) {
      throw away;
    } catch (RuntimeException defect) {
      LOG.warn("{} cannot be looked after together, trying one by one", name, defect);
      oneByOne();
    }
  }

  private void oneByOne() {
    Set<String> passed = new HashSet<>(aside.keySet());
    int enough = passed.size() + AT_ONCE;
    List<String> one = new ArrayList<>();
    do {
      one.clear();
      try {
        take(passed, 1, one);
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
    LOG.error("{}: {} is put aside for {}", name, key, ASIDE_FOR, defect);
    if (aside.size() >= MOST_ASIDE) {
      aside.remove(aside.keySet().iterator().next());
    }
    aside.put(key, System.nanoTime() + ASIDE_FOR.toNanos());
  }
}
