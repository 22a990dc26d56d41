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
    return extended(so, kept(so, purse, spending), purse, spending, total);
  }

  private Extended extended(
      Metered so, List<Stretch> kept, Purse purse, Spending spending, long total) {
    return switch (drawing.upTo(whole(purse, so, kept), spending, reach(kept, total))) {
      case Drawn.Refused(var why) -> new Extended.Refused(why);
      case Drawn.Taken taken when taken.covered() < so.drawnTo() ->
          extended(so, so.stretches(), purse, spending, total);
      case Drawn.Taken taken ->
          granted(
              so,
              joined(kept, taken.stretches()),
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
    return settled(before, kept(before, purse, spending), new End(purse, spending, used, mayOwe));
  }

  private record End(Purse purse, Spending spending, long used, boolean mayOwe) {
    Drawn draw(Drawing drawing, Purse whole, Reach reach) {
      return mayOwe ? drawing.all(whole, spending, reach) : drawing.upTo(whole, spending, reach);
    }
  }

  private Metered settled(Metered before, List<Stretch> kept, End end) {
    if (end.used() > before.with(kept).drawnTo()) {
      Purse whole = whole(end.purse(), before, kept);
      Drawn drawn = end.draw(drawing, whole, reach(kept, end.used()));
      if (drawn instanceof Drawn.Taken taken
          && taken.covered() >= Math.min(end.used(), before.drawnTo())) {
        return Trimming.ended(before.with(joined(kept, taken.stretches())), end.used());
      }
      if (kept.size() < before.stretches().size()) {
        return settled(before, before.stretches(), end);
      }
    }
    return Trimming.ended(before.with(Trimming.first(before.stretches(), end.used())), end.used());
  }

  /**
   * What is not looked at again: what came before the last pause, or all that is held where its
   * balances may not be drawn upon any more. What is held for a session is what it was sold for,
   * whatever has become of a balance's terms, of its price, or of what stands before it.
   */
  private List<Stretch> kept(Metered metered, Purse purse, Spending spending) {
    List<Stretch> paused = Trimming.untilLastPause(metered.stretches());
    List<Stretch> rest = metered.stretches().subList(paused.size(), metered.stretches().size());
    return drawing.admits(
            purse, spending, metered.with(paused).drawnTo(), Drawn.sums(rest).keySet())
        ? paused
        : metered.stretches();
  }

  /** The purse with what the session holds put back, but for what is kept as it is. */
  private static Purse whole(Purse purse, Metered metered, List<Stretch> kept) {
    List<Stretch> rest = metered.stretches().subList(kept.size(), metered.stretches().size());
    return purse.plus(Drawn.sums(rest));
  }

  private static Reach reach(List<Stretch> kept, long to) {
    long from = kept.stream().mapToLong(Stretch::length).sum();
    long spent = kept.stream().mapToLong(Stretch::costMicros).sum();
    return new Reach(from, to, kept.isEmpty(), spent);
  }

  private static List<Stretch> joined(List<Stretch> kept, List<Stretch> others) {
    List<Stretch> all = new ArrayList<>(kept);
    all.addAll(others);
    return all;
  }
}
