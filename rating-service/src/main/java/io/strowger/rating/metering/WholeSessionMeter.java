package io.strowger.rating.metering;

import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Rater;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the session as a whole each time: what it costs depends on its length alone, not on how
 * many grants it was made of. A pause is where a new whole begins.
 */
final class WholeSessionMeter implements Meter {
  private final Drawing drawing;

  WholeSessionMeter(Rater rater) {
    this.drawing = new Drawing(rater);
  }

  @Override
  public Extended extend(
      Metered before, Purse purse, Spending spending, long wanted, @Nullable Long lastUsed) {
    Metered so = lastUsed == null ? before : before.lastUsed(lastUsed);
    long total = Math.addExact(so.totalUsage(), wanted);
    if (total <= so.drawnTo()) {
      return granted(so, so.stretches(), wanted);
    }
    List<Stretch> paused = Trimming.untilLastPause(so.stretches());
    return switch (drawing.upTo(whole(purse, so, paused), spending, reach(paused, total))) {
      case Drawn.Refused(var why) -> new Extended.Refused(why);
      case Drawn.Taken taken when taken.covered() < so.totalUsage() ->
          granted(so, so.stretches(), 0);
      case Drawn.Taken taken ->
          granted(
              so,
              joined(paused, taken.stretches()),
              Math.min(taken.covered(), total) - so.totalUsage());
    };
  }

  private static Extended granted(Metered so, List<Stretch> stretches, long usage) {
    Metered drawn = so.with(stretches);
    long total = so.totalUsage() + usage;
    return new Extended.Granted(
        new Metered(
            stretches,
            so.steps() + 1,
            usage,
            total,
            Math.max(0, drawn.drawnTo() - total),
            drawn.costMicros()),
        usage);
  }

  @Override
  public Metered pause(Metered before, Spending spending, long usage) {
    return Trimming.pause(before, usage);
  }

  @Override
  public Metered settle(Metered before, Purse purse, Spending spending, long used, boolean mayOwe) {
    List<Stretch> paused = Trimming.untilLastPause(before.stretches());
    if (used <= before.with(paused).drawnTo()) {
      return Trimming.ended(before.with(Trimming.first(before.stretches(), used)), used);
    }
    Purse whole = whole(purse, before, paused);
    Reach reach = reach(paused, used);
    Drawn drawn =
        mayOwe ? drawing.all(whole, spending, reach) : drawing.upTo(whole, spending, reach);
    return switch (drawn) {
      case Drawn.Taken taken ->
          Trimming.ended(before.with(joined(paused, taken.stretches())), used);
      // The price is gone, or a blocker came: what is held for the call is what it was sold for.
      case Drawn.Refused _ ->
          Trimming.ended(before.with(Trimming.first(before.stretches(), used)), used);
    };
  }

  /** The purse with what the session holds put back, but for what came before its last pause. */
  private static Purse whole(Purse purse, Metered metered, List<Stretch> paused) {
    List<Stretch> rest = metered.stretches().subList(paused.size(), metered.stretches().size());
    return purse.plus(Drawn.sums(rest));
  }

  private static Reach reach(List<Stretch> paused, long to) {
    long from = paused.stream().mapToLong(Stretch::length).sum();
    long spent = paused.stream().mapToLong(Stretch::costMicros).sum();
    return new Reach(from, to, paused.isEmpty(), spent);
  }

  private static List<Stretch> joined(List<Stretch> paused, List<Stretch> others) {
    List<Stretch> all = new ArrayList<>(paused);
    all.addAll(others);
    return all;
  }
}
