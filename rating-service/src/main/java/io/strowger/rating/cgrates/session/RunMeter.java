package io.strowger.rating.cgrates.session;

import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What balances pay for an event, and for how much of it; refusals carry CGRateS's texts. */
public final class RunMeter {
  private final Account account;
  private final TariffRater rater;
  private final RatedEvent event;

  /**
   * Of an account and an event.
   *
   * @param account absent when there is none of that name
   * @param rater absent when its tariff has no version that holds
   * @throws RpcError when it may not be charged
   */
  public RunMeter(Optional<Account> account, Optional<TariffRater> rater, RatedEvent event) {
    this.account = account.orElseThrow(() -> new RpcError("ACCOUNT_NOT_FOUND"));
    if (this.account.terms().state() != AccountState.ACTIVE) {
      throw new RpcError("ACCOUNT_DISABLED");
    }
    this.rater = rater.orElseThrow(() -> new RpcError("RATING_PLAN_NOT_FOUND"));
    this.event = event;
  }

  /** Who pays. */
  public Account account() {
    return account;
  }

  /** By what it is priced. */
  public TariffRater rater() {
    return rater;
  }

  /**
   * How much the balances cover; {@link Drawing#UNLIMITED} when they never say no.
   *
   * @throws RpcError when there is no price, or, when all of it is asked for, not enough money
   */
  public long affordable(long usage, boolean allOrNothing) {
    event.requireUsual(usage);
    Drawing.Affordable affordable =
        new Drawing(rater).affordable(account.purse(), event.spending(), Reach.whole(usage));
    Drawn.Why why = affordable.why();
    if (why != null && !isAboutMoney(why)) {
      throw new RpcError(why.name());
    }
    if (allOrNothing && affordable.usage() != Drawing.UNLIMITED && affordable.usage() < usage) {
      throw new RpcError("INSUFFICIENT_CREDIT");
    }
    return affordable.usage();
  }

  /**
   * Draws for more, or for as much of it as there is money for.
   *
   * @throws RpcError when there is no price, or it is more than anybody talks
   */
  public SessionRun extend(SessionRun run, Wanted wanted) {
    event.requireUsual(wanted.usage());
    return switch (Meter.of(rater)
        .extend(
            run.metered(), account.purse(), event.spending(), wanted.usage(), wanted.lastUsed())) {
      case Meter.Extended.Granted(Metered after, long usage) ->
          run.metered(after).used(after.totalUsage(), usage);
      case Meter.Extended.Refused(Drawn.Why why) -> {
        if (isAboutMoney(why)) {
          yield run.used(run.totalUsage(), 0);
        }
        throw new RpcError(why.name());
      }
    };
  }

  /** Passes over usage that costs nothing. */
  public SessionRun pause(SessionRun run, long usage) {
    Metered after = Meter.of(rater).pause(run.metered(), event.spending(), usage);
    return run.metered(after).used(after.totalUsage(), usage);
  }

  /** Corrects what was drawn to what was used. */
  public Metered settle(Metered before, long used) {
    return Meter.of(rater).settle(before, account.purse(), event.spending(), used, mayOwe());
  }

  /**
   * Draws for an event that nothing was reserved for. An account that may not owe pays what it has.
   *
   * @throws RpcError when there is no price for it, or a blocker stands before the money
   */
  public Metered debit(long used) {
    Purse endless = new Purse(account.money(), account.purse().balances(), true);
    if (new Drawing(rater).all(endless, event.spending(), Reach.whole(used))
        instanceof Drawn.Refused(Drawn.Why why)) {
      throw new RpcError(why.name());
    }
    return settle(Metered.NOTHING, used);
  }

  private boolean mayOwe() {
    return account.terms().lowestMicros() == null;
  }

  private static boolean isAboutMoney(Drawn.@Nullable Why why) {
    return why == Drawn.Why.INSUFFICIENT_CREDIT
        || why == Drawn.Why.INSUFFICIENT_CREDIT_BALANCE_BLOCKER;
  }
}
