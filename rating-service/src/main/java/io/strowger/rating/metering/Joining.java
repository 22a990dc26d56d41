package io.strowger.rating.metering;

import io.strowger.rating.balance.Draw;
import io.strowger.rating.balance.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what was drawn grant by grant, as CGRateS merges its charging intervals: what is
 * joined is rounded together. A stretch that repeats the one before, draw by draw, stays by itself,
 * is rounded with it, and nothing is joined to it.
 */
final class Joining {
  private Joining() {}

  /** What an update drew, after what was drawn before; the first grant is left as it is. */
  static List<Stretch> extended(List<Stretch> before, List<Stretch> more) {
    return joined(before, more, true);
  }

  /** What the end of a session drew: there a repetition is joined, too. */
  static List<Stretch> ended(List<Stretch> before, List<Stretch> more) {
    return joined(before, more, false);
  }

  private static List<Stretch> joined(
      List<Stretch> before, List<Stretch> more, boolean leavingRepetitions) {
    if (before.isEmpty()) {
      return more;
    }
    List<Stretch> all = new ArrayList<>(before);
    for (Stretch next : more) {
      if (leavingRepetitions && repeats(all.getLast(), next)) {
        all.add(next);
      } else {
        join(all, next);
      }
    }
    return all;
  }

  /** Consecutive stretches, each with those that repeat it. */
  static List<List<Stretch>> repetitions(List<Stretch> stretches) {
    List<List<Stretch>> groups = new ArrayList<>();
    for (Stretch stretch : stretches) {
      if (groups.isEmpty() || !repeats(groups.getLast().getFirst(), stretch)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(stretch);
    }
    return groups;
  }

  private static void join(List<Stretch> all, Stretch next) {
    Stretch last = all.getLast();
    boolean repeated = all.size() > 1 && repeats(all.get(all.size() - 2), last);
    if (repeated || !hasPriceOf(last, next)) {
      all.add(next);
      return;
    }
    List<Draw> joined = new ArrayList<>(last.draws());
    List<Draw> rest = new ArrayList<>(next.draws());
    while (!rest.isEmpty()) {
      Draw sum = sum(joined.getLast(), rest.getFirst());
      if (sum == null) {
        break;
      }
      joined.set(joined.size() - 1, sum);
      rest.removeFirst();
    }
    all.set(all.size() - 1, last.with(joined));
    if (!rest.isEmpty()) {
      Stretch left = next.with(rest);
      all.add(left.from(next.from() + next.length() - left.length()));
    }
  }

  private static boolean repeats(Stretch last, Stretch next) {
    return hasPriceOf(last, next) && last.draws().equals(next.draws());
  }

  private static boolean hasPriceOf(Stretch last, Stretch next) {
    return !last.isPause()
        && last.subject().equals(next.subject())
        && last.plan().equals(next.plan())
        && last.destination().equals(next.destination())
        && last.prefix().equals(next.prefix())
        && last.rounding().equals(next.rounding());
  }

  /** Both as one; absent when their increments differ. */
  private static @Nullable Draw sum(Draw one, Draw other) {
    return one.increment() > 0 && one.first(1).equals(other.first(1))
        ? new Draw(
            one.increment(),
            one.count() + other.count(),
            one.units(),
            one.unitsMicros() + other.unitsMicros(),
            one.money(),
            one.costMicros() + other.costMicros())
        : null;
  }
}
