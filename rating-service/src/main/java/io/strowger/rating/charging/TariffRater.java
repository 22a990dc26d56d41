package io.strowger.rating.charging;

import io.strowger.rating.balance.Rater;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.tariff.ActiveTariff;
import java.time.ZoneId;
import java.util.List;

/** Prices by one version of a tariff. */
public record TariffRater(RatingEngine engine, ActiveTariff tariff) implements Rater {
  @Override
  public Rated rate(Usage usage) {
    return engine.rate(tariff.plan(), usage);
  }

  @Override
  public List<String> destinationsOf(String prefix) {
    return tariff.plan().destinationsOf(prefix);
  }

  @Override
  public ZoneId zone() {
    return tariff.plan().zone();
  }

  @Override
  public Rounding rounding() {
    return switch (engine.costing()) {
      case ExactCosting _ -> new Rounding.Once();
      case CgratesCosting(int decimals) -> new Rounding.EachIncrement(decimals);
    };
  }
}
