package io.strowger.rating.charging;

import io.strowger.rating.account.Account;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Stretch;
import java.util.List;

/**
 * Runs for which nothing is reserved. Those of an account with a limit of the day go on slice by
 * slice, and claim of that limit what their slices may cost: so calls at once leave something to
 * one another.
 */
final class Unreserved {
  private static final long SECOND = 1_000_000_000L;

  private Unreserved() {}

  /** What there is for a run. */
  static Purse purse(ChargedRun run, Account account) {
    return switch (run.mode()) {
      case PREPAID, PSEUDO_PREPAID -> account.purse().downTo(-account.terms().creditLimitMicros());
      case POSTPAID, RATED -> unlimited(account);
    };
  }

  /** The same; where a sum is the only limit, there is just so much money. */
  static Purse purse(ChargedRun run, Account account, Spending spending) {
    Purse purse = purse(run, account);
    Long most = spending.mostMicros();
    return purse.unlimited() && most != null ? Purse.of(purse.money(), most) : purse;
  }

  static Purse unlimited(Account account) {
    return new Purse(account.money(), List.of(), true);
  }

  /** A run that goes on by slices, for so long from answer if it may; else as it was. */
  static ChargedRun extended(
      long seconds, ChargedRun run, Account account, TariffRater rater, Spending spending) {
    Drawing.Affordable affordable =
        new Drawing(rater)
            .affordable(purse(run, account, spending), spending, Reach.whole(seconds * SECOND));
    long granted = affordable.usage() == Drawing.UNLIMITED ? seconds : affordable.usage() / SECOND;
    Long before = run.limitSeconds();
    return before != null && granted <= before
        ? run
        : claiming(granted, run, account, rater, spending);
  }

  /** The run for so long from answer, with what that costs. */
  static ChargedRun claiming(
      long seconds, ChargedRun run, Account account, TariffRater rater, Spending spending) {
    Drawn drawn =
        new Drawing(rater)
            .upTo(purse(run, account, spending), spending, Reach.whole(seconds * SECOND));
    return switch (drawn) {
      case Drawn.Taken taken ->
          run.lasting(seconds, taken.stretches().stream().mapToLong(Stretch::costMicros).sum());
      case Drawn.Refused _ -> run;
    };
  }
}
