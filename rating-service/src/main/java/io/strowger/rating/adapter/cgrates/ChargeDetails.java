package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.rating.adapter.db.ChargeStore;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.cgrates.cdr.Cdr;
import io.strowger.rating.cgrates.cost.DebitedCost;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RequestKind;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.tariff.TariffLabel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The details of records whose costs are told from what their charges keep. */
final class ChargeDetails {
  private final EventLedger ledger;
  private final Prices prices;

  ChargeDetails(EventLedger ledger, Prices prices) {
    this.ledger = ledger;
    this.prices = prices;
  }

  /** A record with its details; those that it has are left. */
  Cdr filled(CdrStore.Kept kept) {
    Cdr cdr = kept.cdr();
    List<Stretch> stretches = ChargeStore.stretches(kept.stretches());
    if (!cdr.cost().details().isNull() || stretches.isEmpty()) {
      return cdr;
    }
    Cdr.Cost cost = cdr.cost();
    return new Cdr(
        cdr.orderId(),
        cdr.event(),
        cdr.setupTime(),
        cdr.answerTime(),
        cdr.usage(),
        new Cdr.Cost(cost.amount(), cost.source(), details(kept, stretches), cost.error()));
  }

  private JsonNode details(CdrStore.Kept kept, List<Stretch> stretches) {
    Cdr cdr = kept.cdr();
    RatedEvent told = ledger.rated(cdr.event(), null);
    Instant start = Objects.requireNonNullElseGet(cdr.answerTime(), told::start);
    RatedEvent rated = told.begun(start);
    EventCost.Event event = RunCosts.told(rated);
    long drawn = stretches.stream().mapToLong(Stretch::length).sum();
    TariffRater rater = rater(kept.tariff(), start).orElse(null);
    if (rated.kind() == RequestKind.RATED
        && rater != null
        && rater.rate(rated.usage(drawn)) instanceof Rated.Priced priced) {
      return EventCost.of(event, priced, this.prices.engine().costing(), true);
    }
    return DebitedCost.of(
        event,
        stretches,
        subject -> rater == null ? null : rater.rate(rated.usage(subject, drawn)),
        new DebitedCost.Payer(cdr.event().tenant() + ":" + cdr.event().text("Account"), null));
  }

  /** The version of the tariff that a charge names; empty when it is gone. */
  private Optional<TariffRater> rater(@Nullable String label, Instant start) {
    return TariffLabel.of(label)
        .flatMap(version -> prices.agreed(new Agreed(version.name(), version.version(), start)));
  }
}
