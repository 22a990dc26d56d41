package io.strowger.rating.charging;

import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of one charged run: what it cost, and what is entered for that. */
final class RunSettling {
  private final Raters raters;

  RunSettling(Raters raters) {
    this.raters = raters;
  }

  /**
   * What came of it.
   *
   * @param failure why it could not be priced; absent when it could
   */
  record Settled(ChargedRun run, List<Posting> postings, @Nullable String failure) {}

  /** Charges a run for what was used, from a start on. */
  Settled settle(CallId call, ChargedRun run, Account payer, Instant start, Duration used) {
    Optional<TariffRater> rater = raters.of(run, start);
    if (rater.isEmpty()) {
      return released(call, run, payer, "RATING_PLAN_NOT_FOUND");
    }
    Spending spending = run.priced().spending(start).atMost(null);
    if (run.mode() == AccountMode.RATED) {
      return priced(run, payer, rater.get(), spending, used);
    }
    Map<String, Long> held = run.metered().holds();
    boolean mayOwe = payer.terms().lowestMicros() == null;
    if (held.isEmpty() && failure(rater.get(), payer, spending, used) instanceof String why) {
      return released(call, run, payer, why);
    }
    Metered ended =
        Meter.of(rater.get())
            .settle(run.metered(), payer.purse(), spending, used.toNanos(), mayOwe);
    List<Posting> postings =
        new Postings(call, run.mark(), payer.purse()).settle(held, ended.holds()).all();
    return new Settled(run.with(ended), postings, null);
  }

  /** Why usage has no price; absent when it has one. */
  private static @Nullable String failure(
      TariffRater rater, Account payer, Spending spending, Duration used) {
    Purse unlimited = new Purse(payer.money(), payer.purse().balances(), true);
    return new Drawing(rater).all(unlimited, spending, Reach.whole(used.toNanos()))
            instanceof Drawn.Refused(Drawn.Why why)
        ? why.name()
        : null;
  }

  private static Settled released(CallId call, ChargedRun run, Account payer, String why) {
    List<Posting> postings =
        new Postings(call, run.mark(), payer.purse()).settle(run.metered().holds(), Map.of()).all();
    return new Settled(run.with(Metered.NOTHING), postings, why);
  }

  /** Nothing is taken from anybody: it is as if somebody had all the money. */
  private static Settled priced(
      ChargedRun run, Account payer, TariffRater rater, Spending spending, Duration used) {
    Purse nobody = new Purse(payer.money(), List.of(), true);
    return switch (new Drawing(rater).all(nobody, spending, Reach.whole(used.toNanos()))) {
      case Drawn.Taken taken ->
          new Settled(
              run.with(new Metered(taken.stretches(), 1, 0, used.toNanos(), 0, 0)),
              List.of(),
              null);
      case Drawn.Refused(Drawn.Why why) -> new Settled(run, List.of(), why.name());
    };
  }

  /** The customer's run of a call that was never authorised; none when there is no tariff. */
  CallSession openLate(CallSession session, Account account, String destination, Instant answered) {
    AccountTerms terms = account.terms();
    String number = destination.startsWith("+") ? destination.substring(1) : destination;
    List<ChargedRun> runs =
        raters
            .active(terms.tariff(), terms.currency(), answered)
            .map(rater -> List.of(lateRun(account, rater, number)))
            .orElse(List.of());
    return new CallSession(
        session.call(),
        session.account(),
        null,
        runs,
        false,
        session.grant(),
        session.moments().answered(answered));
  }

  private static ChargedRun lateRun(Account account, TariffRater rater, String number) {
    return new ChargedRun(
        ChargedRun.CUSTOMER,
        account.id(),
        account.terms().mode(),
        account.terms().isCutWithoutMoney(),
        new ChargedRun.Priced(
            rater.tariff().name(),
            rater.tariff().version(),
            account.terms().currency(),
            account.profile(),
            number,
            null),
        null,
        Metered.NOTHING,
        null);
  }
}
