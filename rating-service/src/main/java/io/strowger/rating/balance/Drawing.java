package io.strowger.rating.balance;

import io.strowger.rating.balance.Drawn.Why;
import io.strowger.rating.costing.Rated;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws upon the balances of a purse, as CGRateS does: units first, then money; among each the
 * longest matching destination, then the heaviest. Nothing is changed: what was drawn is told.
 */
public final class Drawing {
  /** The most usage that anybody asks for, where calls have no limit. */
  public static final long UNLIMITED = -1;

  private final Rater rater;

  /** Draws by these prices. */
  public Drawing(Rater rater) {
    this.rater = rater;
  }

  /** How much of this the purse covers; {@link #UNLIMITED} when it never says no. */
  public Affordable affordable(Purse purse, Spending spending, Reach reach) {
    if (purse.unlimited()) {
      return new Affordable(UNLIMITED, null);
    }
    Run run = new Run(rater, purse, spending, reach, false);
    return switch (run.draw(true)) {
      case Drawn.Refused(Why why) -> new Affordable(0, why);
      case Drawn.Taken taken ->
          new Affordable(
              run.feeIsOwed() ? 0 : Math.min(taken.covered(), reach.to()) - reach.from(), null);
    };
  }

  /**
   * How much is covered.
   *
   * @param usage nanoseconds or units, or {@link #UNLIMITED}
   * @param why it cannot be said; then nothing is covered
   */
  public record Affordable(long usage, @Nullable Why why) {}

  /** Draws for as much of this as the purse covers, which may be nothing. */
  public Drawn upTo(Purse purse, Spending spending, Reach reach) {
    Affordable affordable = affordable(purse, spending, reach);
    Why why = reach.to() > reach.from() ? affordable.why() : refusalAt(spending, reach.from());
    if (why != null) {
      return new Drawn.Refused(why);
    }
    if (affordable.usage() == 0) {
      return new Drawn.Taken(List.of(), reach.from(), false);
    }
    long end = affordable.usage() == UNLIMITED ? reach.to() : reach.from() + affordable.usage();
    return new Run(rater, purse, spending, reach.upTo(end), purse.unlimited()).draw(false);
  }

  /** True when balances may be drawn upon for usage that begins there, as far as terms say. */
  public boolean admits(Purse purse, Spending spending, long from, Set<String> balances) {
    Eligible eligible = new Eligible(rater, spending, spending.start().plusNanos(from));
    return balances.stream()
        .filter(id -> !id.equals(Purse.DEBT))
        .allMatch(id -> purse.balance(id).filter(eligible::admits).isPresent());
  }

  /** Why usage that begins there has no price; absent when it has one. */
  private @Nullable Why refusalAt(Spending spending, long from) {
    return rater.rate(spending.part(spending.profile(), from, from + 1, false))
            instanceof Rated.Refused(var why)
        ? Why.valueOf(why.name())
        : null;
  }

  /** Draws for all of this; what the balances do not cover goes to the default balance as debt. */
  public Drawn all(Purse purse, Spending spending, Reach reach) {
    return new Run(rater, purse, spending, reach, true).draw(false);
  }
}
