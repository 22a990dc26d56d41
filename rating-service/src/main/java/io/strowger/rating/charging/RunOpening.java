package io.strowger.rating.charging;

import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.plan.RatingProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens one charged run of a call: finds its price, and how long it may go on. */
final class RunOpening {
  private static final long SECOND = 1_000_000_000L;

  /** No call is granted more at once where no slices are reserved. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Raters raters;
  private final ChargingTimers timers;

  RunOpening(Raters raters, ChargingTimers timers) {
    this.raters = raters;
    this.timers = timers;
  }

  /** Who is charged, for what. */
  record Wanted(
      String run, Account account, AccountMode mode, RatingProfile.Key profile, String number) {
    /** The same once these are posted. */
    Wanted after(List<Posting> postings) {
      return new Wanted(run, account.after(postings), mode, profile, number);
    }
  }

  /** What came of it. */
  sealed interface Opened {
    /**
     * It may go on.
     *
     * @param seconds how long at first; absent when this run sets no limit
     * @param last true when there is no more money than that
     */
    record Open(ChargedRun run, @Nullable Long seconds, boolean last) implements Opened {}

    /** It may not. */
    record Refused(ChargingRefusal why) implements Opened {}
  }

  Opened open(Wanted wanted, Instant now) {
    AccountTerms terms = wanted.account().terms();
    Optional<TariffRater> rater = raters.active(terms.tariff(), terms.currency(), now);
    if (rater.isEmpty()) {
      return new Opened.Refused(ChargingRefusal.NO_RATE_FOR_DESTINATION);
    }
    Long most = most(wanted.account(), now);
    if (most != null && most <= 0) {
      return new Opened.Refused(ChargingRefusal.SPEND_LIMIT_REACHED);
    }
    ChargedRun run = run(wanted, rater.get(), most);
    if (run.isReserved()) {
      return reserve(run, wanted.account(), rater.get(), now);
    }
    return isTrusted(run, wanted.account())
        ? look(run, wanted.account(), rater.get(), now)
        : new Opened.Refused(ChargingRefusal.BALANCE_TOO_LOW);
  }

  private static ChargedRun run(Wanted wanted, TariffRater rater, @Nullable Long most) {
    AccountTerms terms = wanted.account().terms();
    return new ChargedRun(
        wanted.run(),
        wanted.account().id(),
        wanted.mode(),
        wanted.mode() == AccountMode.PREPAID && terms.isCutWithoutMoney(),
        new ChargedRun.Priced(
            rater.tariff().name(),
            rater.tariff().version(),
            terms.currency(),
            wanted.profile(),
            wanted.number(),
            most),
        null,
        Metered.NOTHING,
        null);
  }

  /** The least of what a call, and what is left of the day, may cost. */
  private static @Nullable Long most(Account account, Instant now) {
    Long left = account.dayLeftMicros(now);
    Long call = account.terms().more().limits().perCallMicros();
    if (left == null || call == null) {
      return left == null ? call : left;
    }
    return Math.min(left, call);
  }

  private Opened reserve(ChargedRun run, Account account, TariffRater rater, Instant now) {
    long slice = timers.slice().toNanos();
    Spending spending = run.priced().spending(now);
    Meter meter = Meter.of(rater);
    return switch (meter.extend(Metered.NOTHING, account.purse(), spending, slice, null)) {
      case Meter.Extended.Refused(Drawn.Why why) -> new Opened.Refused(reason(why));
      case Meter.Extended.Granted(Metered after, long usage) when usage >= SECOND ->
          new Opened.Open(run.with(after), usage / SECOND, usage < slice);
      case Meter.Extended.Granted _ ->
          new Opened.Refused(whyNothing(run, account.purse(), rater, now));
    };
  }

  private static boolean isTrusted(ChargedRun run, Account account) {
    return run.mode() != AccountMode.POSTPAID
        || account.availableMicros() > 0
        || account.terms().creditLimitMicros() <= 0;
  }

  /** Nothing is reserved: granted at once for as long as it is worth, or by slices of a day. */
  private Opened look(ChargedRun run, Account account, TariffRater rater, Instant now) {
    boolean sliced = run.isCustomer() && account.dayLeftMicros(now) != null;
    Duration reach = sliced ? timers.slice() : LONGEST;
    Spending spending = run.priced().spending(now);
    Drawing.Affordable affordable =
        new Drawing(rater)
            .affordable(
                Unreserved.purse(run, account, spending), spending, Reach.whole(reach.toNanos()));
    if (affordable.why() != null) {
      return new Opened.Refused(reason(affordable.why()));
    }
    if (affordable.usage() == Drawing.UNLIMITED) {
      return priced(run, rater, now);
    }
    long seconds = affordable.usage() / SECOND;
    if (seconds == 0) {
      return new Opened.Refused(whyNothing(run, Unreserved.purse(run, account), rater, now));
    }
    return sliced
        ? new Opened.Open(
            Unreserved.claiming(seconds, run, account, rater, spending),
            seconds,
            affordable.usage() < reach.toNanos())
        : new Opened.Open(run.lasting(seconds, null), seconds, true);
  }

  /** No limit but that there must be a price. */
  private static Opened priced(ChargedRun run, TariffRater rater, Instant now) {
    Drawn drawn =
        new Drawing(rater)
            .all(
                new Purse(new Unit.Money(run.priced().currency()), List.of(), true),
                run.priced().spending(now).atMost(null),
                Reach.whole(SECOND));
    return drawn instanceof Drawn.Refused(Drawn.Why why)
        ? new Opened.Refused(reason(why))
        : new Opened.Open(run, null, false);
  }

  /** How long a call may go on by this policy; 0 when its price is unknown or too high. */
  long secondsWithin(Wanted wanted, OutagePolicy policy, Instant now) {
    AccountTerms terms = wanted.account().terms();
    Optional<TariffRater> rater = raters.active(terms.tariff(), terms.currency(), now);
    if (rater.isEmpty()) {
      return 0;
    }
    ChargedRun run = run(wanted, rater.get(), policy.mostMicros());
    Purse purse =
        policy.mostMicros() == null
            ? Unreserved.unlimited(wanted.account())
            : Purse.of(wanted.account().money(), policy.mostMicros());
    Drawing.Affordable affordable =
        new Drawing(rater.get())
            .affordable(purse, run.priced().spending(now), Reach.whole(policy.seconds() * SECOND));
    if (affordable.usage() == Drawing.UNLIMITED) {
      return priced(run, rater.get(), now) instanceof Opened.Open ? policy.seconds() : 0;
    }
    return affordable.why() == null ? affordable.usage() / SECOND : 0;
  }

  private static ChargingRefusal whyNothing(
      ChargedRun run, Purse purse, TariffRater rater, Instant now) {
    if (run.priced().mostMicros() == null) {
      return ChargingRefusal.BALANCE_TOO_LOW;
    }
    Drawing.Affordable without =
        new Drawing(rater)
            .affordable(purse, run.priced().spending(now).atMost(null), Reach.whole(SECOND));
    return without.usage() == 0
        ? ChargingRefusal.BALANCE_TOO_LOW
        : ChargingRefusal.SPEND_LIMIT_REACHED;
  }

  private static ChargingRefusal reason(Drawn.Why why) {
    return switch (why) {
      case RATING_PLAN_NOT_FOUND, UNAUTHORIZED_DESTINATION ->
          ChargingRefusal.NO_RATE_FOR_DESTINATION;
      case INSUFFICIENT_CREDIT, INSUFFICIENT_CREDIT_BALANCE_BLOCKER ->
          ChargingRefusal.BALANCE_TOO_LOW;
    };
  }
}
