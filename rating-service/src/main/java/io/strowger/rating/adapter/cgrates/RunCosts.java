package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.account.AccountSummary;
import io.strowger.rating.cgrates.cost.DebitedCost;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.metering.Metered;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Costs of charged runs, as records tell them. */
final class RunCosts {
  private static final int MICRO = 6;

  private final EventLedger ledger;

  RunCosts(EventLedger ledger) {
    this.ledger = ledger;
  }

  /** What was charged for a run, and the account after it. */
  record Charged(RatedEvent rated, Metered metered, long used, Account after) {
    BigDecimal amount() {
      return BigDecimal.valueOf(metered.costMicros(), MICRO);
    }
  }

  /** What an account pays for what it was granted, even when it was suspended meanwhile. */
  RunMeter meterOfGranted(Optional<Account> payer, RatedEvent rated, @Nullable Agreed agreed) {
    Optional<Account> open =
        payer.map(account ->
            new Account(
                account.id(),
                account.terms().in(AccountState.ACTIVE),
                account.traffic(),
                account.holdings()));
    return ledger.meter(open, rated, agreed);
  }

  /** The details of a cost that balances paid. */
  ObjectNode details(Charged charged, TariffRater rater) {
    RatedEvent rated = charged.rated();
    return DebitedCost.of(
        new EventCost.Event(rated.event().cgrId(), rated.event().text("RunID"), rated.start()),
        charged.metered().stretches(),
        rater.rate(rated.usage(charged.metered().drawnTo())),
        new DebitedCost.Payer(
            ledger.names().full(charged.after().id()),
            AccountSummary.of(charged.after(), ledger.names())));
  }

  /** Puts a cost into the fields of its run. */
  void tell(ObjectNode run, Charged charged, TariffRater rater) {
    run.set("Cost", RpcJson.number(charged.amount()));
    run.set("CostDetails", details(charged, rater));
    run.put("CostSource", "*sessions");
  }
}
