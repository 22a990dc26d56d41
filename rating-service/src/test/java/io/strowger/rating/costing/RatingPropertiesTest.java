package io.strowger.rating.costing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.balance.Drawing;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Reach;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.PriceSlot;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.plan.TimedPrice;
import io.strowger.rating.tariff.ActiveTariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every tariff and every call; a failure names the seed that it comes back with. */
class RatingPropertiesTest {
  private static final int CALLS = 20;
  private static final Unit.Money EUR = new Unit.Money(Currency.getInstance("EUR"));
  private static final RatingEngine EXACT = new RatingEngine(new ExactCosting(), 3);

  static LongStream seeds() {
    Long given = Long.getLong("strowger.seed");
    long first = given == null ? 4711 : given;
    return LongStream.range(first, given == null ? first + 60 : first + 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void splitting_a_session_changes_no_total_and_no_part_is_below_zero(long seed) {
    Random random = new Random(seed);
    TariffPlan tariff = new RandomTariff(random).plan();
    for (Usage call : calls(seed, random)) {
      BigDecimal charged = BigDecimal.ZERO;
      long used = 0;
      while (used < call.amount()) {
        used = Math.min(call.amount(), used + 1 + random.nextLong(900_000_000_000L));
        BigDecimal part = cost(tariff, call.withAmount(used)).subtract(charged);
        assertThat(part).isGreaterThanOrEqualTo(BigDecimal.ZERO);
        charged = charged.add(part);
      }
      assertThat(charged).isEqualByComparingTo(cost(tariff, call));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_cost_is_what_increments_one_by_one_come_to(long seed) {
    Random random = new Random(seed);
    TariffPlan tariff = new RandomTariff(random).plan();
    for (Usage call : calls(seed, random)) {
      assertThat(cost(tariff, call))
          .as("call from %s for %d ns", call.start(), call.amount())
          .isEqualByComparingTo(OneByOne.cost(tariff, call));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_order_of_rows_changes_nothing(long seed) {
    Random random = new Random(seed);
    RandomTariff tariff = new RandomTariff(random);
    TariffPlan plan = tariff.plan();
    TariffPlan other = tariff.shuffled();
    for (Usage call : calls(seed, random)) {
      assertThat(cost(other, call)).isEqualByComparingTo(cost(plan, call));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void money_pays_for_what_it_covers_and_not_for_an_increment_more(long seed) {
    Random random = new Random(seed);
    TariffPlan tariff = new RandomTariff(random).plan();
    for (Usage call : calls(seed, random)) {
      BigDecimal money = BigDecimal.valueOf(random.nextInt(3_000), 2);
      Drawn.Taken granted = granted(tariff, call, money);

      long amount = Math.min(granted.covered(), call.amount());
      long drawn = granted.stretches().stream().mapToLong(Stretch::costMicros).sum();
      BigDecimal cost = cost(tariff, call.withAmount(amount));
      assertThat(BigDecimal.valueOf(drawn, 6)).isEqualByComparingTo(cost);
      assertThat(cost).isLessThanOrEqualTo(money);
      if (amount < call.amount()) {
        assertThat(cost(tariff, call.withAmount(amount + 1))).isGreaterThan(money);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void balances_pay_what_a_call_is_priced(long seed) {
    Random random = new Random(seed);
    TariffPlan tariff = new RandomTariff(random).plan();
    Meter meter = Meter.of(rater(tariff));
    Purse rich = Purse.of(EUR, 1_000_000_000_000L);
    for (Usage call : calls(seed, random)) {
      Spending spending = Spending.call(call.profile(), call.destination(), call.start());
      long paid = meter.settle(Metered.NOTHING, rich, spending, call.amount(), false).costMicros();

      assertPriced(paid, tariff, call);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_was_reserved_for_longer_comes_down_to_the_price_of_what_was_used(long seed) {
    Random random = new Random(seed);
    TariffPlan tariff = new RandomTariff(random).plan();
    Meter meter = Meter.of(rater(tariff));
    Purse rich = Purse.of(EUR, 1_000_000_000_000L);
    for (Usage call : calls(seed, random)) {
      Spending spending = Spending.call(call.profile(), call.destination(), call.start());
      long wanted = call.amount() + random.nextLong(600_000_000_000L);
      Meter.Extended.Granted granted =
          (Meter.Extended.Granted) meter.extend(Metered.NOTHING, rich, spending, wanted, null);
      long paid = meter.settle(granted.after(), rich, spending, call.amount(), false).costMicros();

      assertPriced(paid, tariff, call);
    }
  }

  private static void assertPriced(long paidMicros, TariffPlan tariff, Usage call) {
    assertThat(BigDecimal.valueOf(paidMicros, 6))
        .as("call from %s for %d ns", call.start(), call.amount())
        .isEqualByComparingTo(cost(tariff, call));
  }

  private static TariffRater rater(TariffPlan tariff) {
    return new TariffRater(EXACT, new ActiveTariff("t", 1, EUR.currency(), tariff));
  }

  private static Drawn.Taken granted(TariffPlan tariff, Usage call, BigDecimal money) {
    return (Drawn.Taken)
        new Drawing(rater(tariff))
            .upTo(
                Purse.of(EUR, money.movePointRight(6).longValueExact()),
                Spending.call(call.profile(), call.destination(), call.start()),
                Reach.whole(call.amount()));
  }

  private static List<Usage> calls(long seed, Random random) {
    RandomTariff calls = new RandomTariff(new Random(seed + random.nextInt()));
    return Stream.generate(calls::call).limit(CALLS).toList();
  }

  private static BigDecimal cost(TariffPlan tariff, Usage usage) {
    return ((Rated.Priced) EXACT.rate(tariff, usage)).cost();
  }

  /** Rates as slowly as can be: the price of each increment is told by the moment it begins. */
  private static final class OneByOne {
    private static final int PLENTY = 40;

    private BigDecimal sum;
    private BigDecimal least = BigDecimal.ZERO;
    private FinalRounding rounding;

    private OneByOne(TimedPrice first) {
      BigDecimal fee = first.price().connectFee();
      this.sum =
          first.price().maxCost() instanceof MaxCost.FreeFrom(var most) ? fee.min(most) : fee;
      this.rounding = first.price().rounding();
    }

    static BigDecimal cost(TariffPlan tariff, Usage call) {
      OneByOne counting = new OneByOne(price(tariff, call, 0));
      long at = 0;
      while (at < call.amount()) {
        TimedPrice price = price(tariff, call, at);
        PriceSlot slot = price.price().slotAt(at);
        counting.add(price, slot);
        at += slot.increment();
      }
      return counting.rounded().max(counting.least);
    }

    private static TimedPrice price(TariffPlan tariff, Usage call, long at) {
      Instant now = call.start().plusNanos(at);
      var activations =
          tariff.profile(call.profile()).orElseThrow().activations().stream()
              .filter(each -> !each.from().isAfter(now))
              .toList();
      var plan = tariff.plan(activations.getLast().plan()).orElseThrow();
      LocalDateTime local = LocalDateTime.ofInstant(now, tariff.zone());
      return tariff.match(plan, call.destination()).orElseThrow().prices().at(local).orElseThrow();
    }

    private void add(TimedPrice price, PriceSlot slot) {
      FinalRounding own = price.price().rounding();
      if (own.decimals() > rounding.decimals()) {
        least = rounded().max(least);
        rounding = own;
      }
      BigDecimal cost =
          slot.price()
              .multiply(BigDecimal.valueOf(slot.increment()))
              .divide(BigDecimal.valueOf(slot.unit()), PLENTY, RoundingMode.HALF_UP);
      BigDecimal after = sum.add(cost);
      sum =
          price.price().maxCost() instanceof MaxCost.FreeFrom(var limit)
              ? after.min(limit).max(sum)
              : after;
    }

    private BigDecimal rounded() {
      BigDecimal settled = sum.setScale(PLENTY / 2, RoundingMode.HALF_UP);
      return rounding.decimals() == 0
          ? settled.setScale(6, RoundingMode.HALF_UP)
          : rounding.method().round(settled, rounding.decimals());
    }
  }
}
