package io.strowger.rating.account;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.plan.RatingProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Someone who pays for calls, at one moment.
 *
 * @param holdings its own balances, and those that others share with it
 */
public record Account(AccountId id, AccountTerms terms, Traffic traffic, List<Holding> holdings) {
  /** Copies what it is given. */
  public Account {
    holdings = List.copyOf(holdings);
  }

  /** The same once postings are entered. */
  public Account after(List<Posting> postings) {
    if (postings.isEmpty()) {
      return this;
    }
    List<Holding> changed = new ArrayList<>(holdings);
    postings.forEach(posting -> changed.replaceAll(holding -> holding.after(posting)));
    return new Account(id, terms, traffic, changed);
  }

  /** What it may draw upon. */
  public Purse purse() {
    return new Purse(money(), holdings.stream().map(this::spendable).toList(), terms.unlimited());
  }

  /** Another's default balance is not this account's: no debts go there. */
  private Balance spendable(Holding holding) {
    Balance balance = holding.balance();
    return holding.owner().equals(id) ? balance : balance.lent();
  }

  /** The unit of its money. */
  public Unit.Money money() {
    return new Unit.Money(terms.currency());
  }

  /** Its own money, reservations included, in micro-units. */
  public long balanceMicros() {
    return ownMoney(Holding::heldMicros);
  }

  /** What of its own money is set aside for calls under way, in micro-units. */
  public long reservedMicros() {
    return ownMoney(Holding::reservedMicros);
  }

  /** What of its own money and credit may still be spent, in micro-units. */
  public long availableMicros() {
    return Math.addExact(
        ownMoney(holding -> holding.balance().availableMicros()), terms.creditLimitMicros());
  }

  /** What is left of the day's limit, in micro-units; absent where there is none. */
  public @Nullable Long dayLeftMicros(Instant now) {
    Long day = terms.more().limits().perDayMicros();
    return day == null ? null : (Long) (day - traffic.claimedOnDayOf(now));
  }

  /** By which profile its calls are rated. */
  public RatingProfile.Key profile() {
    AccountTerms.Rating rating = terms.rating();
    String own = id.value().substring(id.value().indexOf(':') + 1);
    return new RatingProfile.Key(
        rating.tenant(), rating.category(), rating.subject() == null ? own : rating.subject());
  }

  private long ownMoney(ToLongFunction<Holding> micros) {
    return holdings.stream()
        .filter(holding -> holding.owner().equals(id) && holding.is(money()))
        .mapToLong(micros)
        .sum();
  }
}
