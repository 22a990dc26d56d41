package io.strowger.rating.crash;

import io.strowger.rating.charging.Raters;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.ActiveTariffs;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** One tariff for all: 0.60 a minute by the second. */
final class OneTariff {
  private OneTariff() {}

  static Raters raters() {
    Rate rate =
        new Rate("61", BigDecimal.ZERO, List.of(new RateSlot(0, new BigDecimal("0.60"), 60, 1)));
    var plan =
        TariffCompiler.compile(PrefixRates.rows(List.of(rate), Instant.EPOCH), ZoneOffset.UTC);
    ActiveTariff tariff = new ActiveTariff("crash", 1, Currency.getInstance("EUR"), plan.value());
    return new Raters(
        new ActiveTariffs() {
          @Override
          public Optional<ActiveTariff> active(String name, Instant now) {
            return Optional.of(tariff);
          }

          @Override
          public Optional<ActiveTariff> version(String name, int version) {
            return Optional.of(tariff);
          }
        },
        new RatingEngine(new ExactCosting(), RatingEngine.FALLBACK_DEPTH));
  }
}
