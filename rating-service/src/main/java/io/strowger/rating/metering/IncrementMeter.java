package io.strowger.rating.metering;

import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Rater;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Stretch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws for each grant by itself and gives back whole increments at the end, as CGRateS does: every
 * grant is rounded by itself.
 */
final class IncrementMeter implements Meter {
  private final Drawing drawing;

  IncrementMeter(Rater rater) {
    this.drawing = new Drawing(rater);
  }

  @Override
  public Extended extend(
      Metered before, Purse purse, Spending spending, long wanted, @Nullable Long lastUsed) {
    Metered so = lastUsed == null ? before : before.lastUsed(lastUsed);
    if (so.reserve() >= wanted) {
      return granted(so, so.stretches(), 0, wanted, so.reserve() - wanted);
    }
    long fromReserve = so.reserve();
    long needed = wanted - fromReserve;
    long from = so.drawnTo();
    Reach reach = new Reach(from, from + needed, so.steps() == 0, so.spentMicros());
    return switch (drawing.upTo(purse, spending, reach)) {
      case Drawn.Refused(var why) -> new Extended.Refused(why);
      case Drawn.Taken taken -> {
        long covered = taken.covered() - from;
        List<Stretch> all = Joining.extended(so.stretches(), taken.stretches());
        yield granted(
            so, all, 1, Math.min(covered, needed) + fromReserve, Math.max(0, covered - needed));
      }
    };
  }

  private static Extended granted(
      Metered so, List<Stretch> stretches, int steps, long usage, long reserve) {
    Metered drawn = so.with(stretches);
    return new Extended.Granted(
        new Metered(
            stretches,
            so.steps() + steps,
            usage,
            so.totalUsage() + usage,
            reserve,
            drawn.costMicros()),
        usage);
  }

  @Override
  public Metered pause(Metered before, Spending spending, long usage) {
    return Trimming.pause(before, usage);
  }

  @Override
  public Metered settle(Metered before, Purse purse, Spending spending, long used, boolean mayOwe) {
    long from = before.drawnTo();
    List<Stretch> all = before.stretches();
    if (used > from) {
      Reach more = new Reach(from, used, before.steps() == 0, before.spentMicros());
      Drawn drawn =
          mayOwe ? drawing.all(purse, spending, more) : drawing.upTo(purse, spending, more);
      if (drawn instanceof Drawn.Taken taken) {
        all = Joining.ended(all, taken.stretches());
      }
    } else if (used < from) {
      all = Trimming.first(all, used);
    }
    return Trimming.ended(before.with(Trimming.rounded(all)), used);
  }
}
