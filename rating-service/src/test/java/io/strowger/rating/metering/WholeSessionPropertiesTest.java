package io.strowger.rating.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WholeSessionPropertiesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Unit.Money EUR = new Unit.Money(Currency.getInstance("EUR"));
  private static final Spending CALL =
      Spending.call(
          new RatingProfile.Key("cgrates.org", "call", "1001"),
          "61255500100",
          Instant.parse("2026-11-25T10:00:00Z"));

  @Test
  void a_session_costs_the_same_however_many_slices_it_was_made_of() {
    long seed = 20_261_125L;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Meter meter = Meter.of(rater(random));
      Purse purse = purse(random);
      long used = random.nextInt(1, 900) * SECOND + random.nextInt(1_000_000);

      Metered whole = meter.settle(Metered.NOTHING, purse, CALL, used, false);
      Metered sliced = Metered.NOTHING;
      while (sliced.totalUsage() < used) {
        long slice = random.nextInt(1, 120) * SECOND;
        var granted =
            (Meter.Extended.Granted) meter.extend(sliced, left(purse, sliced), CALL, slice, null);
        if (granted.usage() == 0) {
          break;
        }
        sliced = granted.after();
        assertThat(left(purse, sliced).balances())
            .as("seed %d, round %d: nothing is held that is not there", seed, round)
            .allMatch(balance -> balance.availableMicros() >= 0);
      }
      Metered ended = meter.settle(sliced, left(purse, sliced), CALL, used, false);

      assertThat(ended.holds()).as("seed %d, round %d", seed, round).isEqualTo(whole.holds());
      assertThat(ended.costMicros()).isEqualTo(whole.costMicros());
    }
  }

  private static Purse left(Purse purse, Metered metered) {
    Map<String, Long> held = new HashMap<>(metered.holds());
    held.replaceAll((_, micros) -> -micros);
    return purse.plus(held);
  }

  private static Purse purse(Random random) {
    List<Balance> balances = new ArrayList<>();
    balances.add(
        Balance.of(
            "minutes",
            new Unit.Voice(),
            BalanceTerms.plain("minutes"),
            random.nextInt(300) * 1_000_000L));
    for (int i = 0; i < 3; i++) {
      balances.add(
          Balance.of(
              "money" + i,
              EUR,
              BalanceTerms.plain(i == 0 ? BalanceTerms.DEFAULT : "money" + i),
              random.nextInt(3_000_000)));
    }
    return new Purse(EUR, balances, false);
  }

  private static TariffRater rater(Random random) {
    int increment = random.nextInt(1, 31);
    List<RateSlot> slots =
        List.of(
            new RateSlot(0, BigDecimal.valueOf(random.nextInt(90_000), 5), 60, increment),
            new RateSlot(
                increment * random.nextInt(1, 5),
                BigDecimal.valueOf(random.nextInt(90_000), 5),
                random.nextInt(1, 61),
                random.nextInt(1, 31)));
    Rate rate = new Rate("61", BigDecimal.valueOf(random.nextInt(50), 3), slots);
    var plan =
        TariffCompiler.compile(PrefixRates.rows(List.of(rate), Instant.EPOCH), ZoneOffset.UTC);
    return new TariffRater(
        new RatingEngine(new ExactCosting(), RatingEngine.FALLBACK_DEPTH),
        new ActiveTariff("t", 1, EUR.currency(), plan.value()));
  }
}
