package io.strowger.rating.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.rating.tariff.Rate;
import io.strowger.rating.tariff.RateSlot;
import io.strowger.rating.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PricingTest {
  private static final Rate BY_THE_SECOND = rate("0", slot(0, "0.10", 60, 1));
  private static final Rate MINUTE_THEN_SECONDS =
      rate("0.05", slot(0, "0.60", 60, 60), slot(60, "0.30", 60, 1));

  @Test
  void a_price_a_minute_is_exact_by_the_second() {
    assertThat(price(BY_THE_SECOND, 61)).isEqualTo(new Price(101_667, 61));
    assertThat(price(BY_THE_SECOND, 3600).micros()).isEqualTo(6_000_000);
  }

  @Test
  void parts_of_a_second_are_charged_as_one() {
    assertThat(Pricing.price(BY_THE_SECOND, Duration.ofNanos(1)).billedSeconds()).isEqualTo(1);
    assertThat(Pricing.price(BY_THE_SECOND, Duration.ofMillis(2500)).billedSeconds()).isEqualTo(3);
  }

  @Test
  void each_slot_rounds_up_to_its_increments() {
    assertThat(price(MINUTE_THEN_SECONDS, 1)).isEqualTo(new Price(650_000, 60));
    assertThat(price(MINUTE_THEN_SECONDS, 60)).isEqualTo(new Price(650_000, 60));
    assertThat(price(MINUTE_THEN_SECONDS, 90)).isEqualTo(new Price(800_000, 90));
  }

  @Test
  void an_increment_swallows_what_follows_of_the_next_slot() {
    Rate rate = rate("0", slot(0, "1", 60, 40), slot(60, "100", 60, 1));

    // The second increment of 40 s runs to 80: the dear slot begins there, not at 60.
    assertThat(price(rate, 70).billedSeconds()).isEqualTo(80);
    assertThat(price(rate, 81).billedSeconds()).isEqualTo(81);
  }

  @Test
  void a_call_without_time_costs_nothing_not_even_the_connect_fee() {
    assertThat(price(MINUTE_THEN_SECONDS, 0)).isEqualTo(new Price(0, 0));
  }

  @Test
  void cost_grows_with_time_and_money_buys_the_most_that_it_covers() {
    long seed = 20_261_123L;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Rate rate = anyRate(random);
      long money = random.nextLong(5_000_000);
      long most = 1 + random.nextInt(2_000);

      long bought = Pricing.affordableSeconds(rate, money, most);

      assertThat(bought == 0 ? 0 : price(rate, bought).micros())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(money);
      if (bought < most) {
        assertThat(price(rate, bought + 1).micros()).as("seed %d", seed).isGreaterThan(money);
      }
      int shorter = random.nextInt(2_000);
      assertThat(price(rate, shorter).micros())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(price(rate, shorter + random.nextInt(100)).micros());
    }
  }

  @Test
  void the_longest_prefix_prices_a_number() {
    Rate wide = rateOf("6", "0.10");
    Rate narrow = rateOf("614", "0.20");
    Tariff tariff = new Tariff("t", 3, Currency.getInstance("EUR"), List.of(wide, narrow));

    assertThat(tariff.rateFor("+61411111111")).contains(narrow);
    assertThat(tariff.rateFor("61255500100")).contains(wide);
    assertThat(tariff.rateFor("442071234567")).isEmpty();
    assertThat(tariff.label()).isEqualTo("t/3");
  }

  @Test
  void an_impossible_tariff_is_refused_in_words() {
    assertThatThrownBy(() -> slot(0, "-1", 60, 1)).hasMessageContaining("price");
    assertThatThrownBy(() -> slot(0, "1", 0, 1)).hasMessageContaining("unit_seconds");
    assertThatThrownBy(() -> rate("0")).hasMessageContaining("slots");
    assertThatThrownBy(() -> rate("0", slot(5, "1", 60, 1))).hasMessageContaining("from 0");
    assertThatThrownBy(() -> rate("0", slot(0, "1", 60, 1), slot(0, "1", 60, 1)))
        .hasMessageContaining("ascend");
    assertThatThrownBy(() ->
            new Tariff(
                "t", 1, Currency.getInstance("EUR"), List.of(rateOf("1", "1"), rateOf("1", "2"))))
        .hasMessageContaining("twice");
  }

  private static Rate anyRate(Random random) {
    List<RateSlot> slots = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      slots.add(
          new RateSlot(
              from,
              BigDecimal.valueOf(random.nextInt(100_000), 5),
              1 + random.nextInt(60),
              1 + random.nextInt(60)));
      from += 1 + random.nextInt(120);
    }
    return new Rate("", BigDecimal.valueOf(random.nextInt(1000), 3), slots);
  }

  private static Price price(Rate rate, long seconds) {
    return Pricing.price(rate, Duration.ofSeconds(seconds));
  }

  private static Rate rateOf(String prefix, String price) {
    return new Rate(prefix, BigDecimal.ZERO, List.of(slot(0, price, 60, 1)));
  }

  private static Rate rate(String fee, RateSlot... slots) {
    return new Rate("", new BigDecimal(fee), List.of(slots));
  }

  private static RateSlot slot(int from, String price, int unit, int increment) {
    return new RateSlot(from, new BigDecimal(price), unit, increment);
  }
}
