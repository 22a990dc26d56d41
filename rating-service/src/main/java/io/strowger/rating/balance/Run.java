package io.strowger.rating.balance;

import io.strowger.rating.balance.Drawn.Why;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingRefusal;
import io.strowger.rating.plan.RatingProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One passage along the balances, until the usage is covered or none gives any more. */
final class Run {
  private static final long SECOND = 1_000_000_000L;

  private final Rater rater;
  private final Purse purse;
  private final Spending spending;
  private final Reach reach;
  private final Till till;
  private final Record record;
  private final Eligible eligible;
  private final List<Balance> units;
  private final List<Balance> money;

  /** The default balance, where what it holds may be spent. */
  private final @Nullable Balance debtor;

  private boolean dry;
  private boolean ended;
  private boolean blocked;
  private boolean feeOwed;
  private @Nullable Why refused;
  private @Nullable Part part;

  Run(Rater rater, Purse purse, Spending spending, Reach reach, boolean mayOwe) {
    this.rater = rater;
    this.purse = purse;
    this.spending = spending;
    this.reach = reach;
    this.till = new Till(purse, mayOwe, budget());
    this.record = new Record(reach.from(), spending);
    this.eligible = new Eligible(rater, spending, at(reach.from()));
    this.units = eligible.of(purse.balances(), spending.unit());
    this.money = eligible.of(purse.balances(), purse.money());
    this.debtor = purse.balance(purse.defaultBalance()).filter(eligible::admits).orElse(null);
  }

  /**
   * Draws.
   *
   * @param dryRun a trial: calls are cut at the cost their price says, and at prices too dear
   */
  Drawn draw(boolean dryRun) {
    dry = dryRun;
    if (reach.to() > reach.from()) {
      boolean more = true;
      while (more && !ended) {
        boolean some = tryAll(units, true);
        more = (!ended && tryAll(money, false)) || some;
      }
      if (!ended) {
        coverTheRest();
      }
    }
    if (blocked && !dry) {
      return new Drawn.Refused(Why.INSUFFICIENT_CREDIT_BALANCE_BLOCKER);
    }
    return refused == null
        ? new Drawn.Taken(record.stretches(), record.position(), blocked)
        : new Drawn.Refused(refused);
  }

  /** True when no balance could pay the connect fee. */
  boolean feeIsOwed() {
    return feeOwed;
  }

  /** Tries every balance in turn, again and again while any of them gives something. */
  private boolean tryAll(List<Balance> balances, boolean asUnits) {
    boolean any = false;
    boolean progress = true;
    while (progress && !ended) {
      progress = false;
      for (Balance balance : balances) {
        boolean took = tryOne(balance, asUnits);
        any |= took;
        progress |= took;
        ended |= refused != null || record.position() >= reach.to();
        if (!ended && balance.terms().blocker()) {
          blocked = true;
          ended = true;
        }
        if (ended) {
          return any;
        }
      }
    }
    return any;
  }

  private boolean tryOne(Balance balance, boolean asUnits) {
    if (till.left(balance) <= 0 || !eligible.isActive(balance, at(record.position()))) {
      return false;
    }
    return switch (RatingSubject.of(balance.terms().ratingSubject())) {
      case RatingSubject.Free(long step) -> useSteps(balance, step);
      case RatingSubject.Usual() ->
          asUnits ? useSteps(balance, usualStep()) : useMoney(balance, spending.profile());
      case RatingSubject.Named(String subject) -> {
        RatingProfile.Key by = spending.profile().withSubject(subject);
        yield asUnits ? useUnits(balance, by) : useMoney(balance, by);
      }
    };
  }

  private long usualStep() {
    return spending.unit() instanceof Unit.Voice ? SECOND : 1;
  }

  private boolean useSteps(Balance balance, long step) {
    long wanted = Math.ceilDiv(reach.to() - record.position(), step);
    long each = unitsOf(balance, step);
    long count = each == 0 ? wanted : Math.min(wanted, till.left(balance) / each);
    if (count == 0) {
      return false;
    }
    till.takeUnits(balance.id(), each * count);
    record.free(new Draw(step, count, balance.id(), each * count, null, 0));
    return true;
  }

  private boolean useMoney(Balance balance, RatingProfile.Key by) {
    Part current = partOf(by);
    long before = record.draws();
    if (current == null || !feeCanBePaid(current)) {
      return false;
    }
    while (moreIsDue(current)) {
      long allowed = allowed(current);
      long count = current.affordable(till.left(balance), allowed);
      pay(current, count, null, balance.id());
      if (stops(current, count, allowed)) {
        break;
      }
    }
    return record.draws() > before;
  }

  private boolean useUnits(Balance balance, RatingProfile.Key by) {
    Part current = partOf(by);
    long before = record.draws();
    if (current == null || !feeCanBePaid(current)) {
      return false;
    }
    while (moreIsDue(current)) {
      long allowed = allowed(current);
      long each = unitsOf(balance, current.span().slot().increment());
      long count = each == 0 ? allowed : Math.min(allowed, till.left(balance) / each);
      Payer payer = current.isFree() ? Payer.NOBODY : payerOf(current.cost(1));
      count = current.isFree() ? count : current.affordable(payer.micros(), count);
      long left = current.left();
      pay(current, count, balance, payer.balance());
      boolean anotherPayer = count > 0 && count < left && !current.isFree();
      if (!anotherPayer && stops(current, count, allowed)) {
        break;
      }
    }
    return record.draws() > before;
  }

  /** Micro-units of a balance for so much usage; money counts it one by one. */
  private long unitsOf(Balance balance, long usage) {
    return balance.unit() instanceof Unit.Money
        ? Math.multiplyExact(usage, Unit.MICROS)
        : spending.micros(usage, balance.terms().factor(spending.factorId()));
  }

  /** Who pays, and how much it can. */
  private record Payer(@Nullable String balance, long micros) {
    private static final Payer NOBODY = new Payer(null, 0);
  }

  /** The first balance with so much money; else the credit of the default balance. */
  private Payer payerOf(long cost) {
    for (Balance candidate : money) {
      if (till.left(candidate) >= cost) {
        return new Payer(candidate.id(), till.left(candidate));
      }
    }
    return credit() >= cost ? new Payer(purse.defaultBalance(), credit()) : Payer.NOBODY;
  }

  /** What may be owed from here on: credit is given whatever the default balance's terms say. */
  private long credit() {
    return till.credit(debtor != null && eligible.isActive(debtor, at(record.position())));
  }

  private void pay(Part current, long count, @Nullable Balance units, @Nullable String payer) {
    if (count == 0) {
      return;
    }
    long increment = current.span().slot().increment();
    long unitsMicros = units == null ? 0 : unitsOf(units, increment) * count;
    long cost = current.cost(count);
    if (units != null) {
      till.takeUnits(units.id(), unitsMicros);
    }
    if (payer != null) {
      till.takeMoney(payer, cost);
    }
    record.priced(
        current,
        new Draw(increment, count, units == null ? null : units.id(), unitsMicros, payer, cost));
    current.advance(count);
  }

  /** True when a balance has given what it can, or the price says that the call is to be cut. */
  private boolean stops(Part current, long count, long allowed) {
    if (current.isDone()) {
      return true;
    }
    if (dry && count == allowed && current.beforeCut() == 0) {
      ended = true;
      return true;
    }
    return count < allowed;
  }

  /**
   * Passes over what is free because the call has cost its most: it takes nothing from any balance.
   *
   * @return false when nothing is left to be drawn
   */
  private boolean moreIsDue(Part current) {
    while (!current.isDone() && current.charged() == 0) {
      pay(current, current.left(), null, null);
    }
    return !current.isDone() && !tooDear(current);
  }

  /** How many increments may be drawn at once: not beyond where they become free. */
  private long allowed(Part current) {
    return dry ? Math.min(current.beforeCut(), current.charged()) : current.charged();
  }

  private boolean tooDear(Part current) {
    if (!dry || spending.dearest() == null) {
      return false;
    }
    var slot = current.span().slot();
    var most = spending.dearest().multiply(BigDecimal.valueOf(slot.unit()));
    ended = slot.price().compareTo(most) > 0;
    return ended;
  }

  /** Takes the connect fee when it is due; false when a blocker stands before the money for it. */
  private boolean feeCanBePaid(Part current) {
    if (!current.owesFee()) {
      return true;
    }
    long fee = current.feeMicros();
    String payer = null;
    for (Balance candidate : money) {
      if (!eligible.isActive(candidate, at(reach.from()))) {
        continue;
      }
      if (till.left(candidate) >= fee) {
        payer = candidate.id();
        break;
      }
      if (candidate.terms().blocker()) {
        return false;
      }
    }
    feeOwed = payer == null && credit() < fee;
    payer = payer == null ? purse.defaultBalance() : payer;
    till.takeMoney(payer, fee);
    record.priced(current, new Draw(0, 1, null, 0, payer, fee));
    current.feeIsPaid();
    return true;
  }

  /** What is free needs no balance; the rest is on credit, as far as there is any. */
  private void coverTheRest() {
    Part rest = partOf(spending.profile());
    if (rest == null) {
      return;
    }
    boolean free = rest.leftMicros() == 0 && !countsFeeAgain(rest);
    if (!free && (credit() == 0 || !feeCanBePaid(rest))) {
      return;
    }
    while (moreIsDue(rest)) {
      long allowed = allowed(rest);
      long count = free ? allowed : rest.affordable(credit(), allowed);
      pay(rest, count, null, free ? null : purse.defaultBalance());
      if (stops(rest, count, allowed)) {
        return;
      }
    }
  }

  /** To CGRateS nothing of a call that began with a connect fee is free, paid or not. */
  private boolean countsFeeAgain(Part rest) {
    return rater.rounding() instanceof Rater.Rounding.EachIncrement
        && reach.first()
        && rest.span().price().price().connectFee().signum() > 0;
  }

  /** The part to go on with; absent when there is no price. */
  private @Nullable Part partOf(RatingProfile.Key by) {
    boolean goesOn =
        part != null
            && rater.rounding() instanceof Rater.Rounding.Once
            && part.by().equals(by)
            && !part.isDone()
            && part.position() == record.position();
    if (goesOn) {
      return part;
    }
    boolean feeDue = reach.first() && record.stretches().isEmpty();
    return switch (rater.rate(spending.part(by, record.position(), reach.to(), feeDue))) {
      case Rated.Refused(RatingRefusal why) -> {
        refused = Why.valueOf(why.name());
        yield null;
      }
      case Rated.Priced priced -> {
        long spent = reach.spentMicros() + record.spentMicros();
        part =
            new Part(by, Curve.of(rater.rounding(), priced.spans(), feeDue, spent), feeDue, spent);
        record.begin();
        yield part;
      }
    };
  }

  private long budget() {
    Long most = spending.mostMicros();
    return most == null ? Long.MAX_VALUE : Math.max(0, most - reach.spentMicros());
  }

  private Instant at(long usage) {
    return spending.start().plusNanos(usage);
  }
}
