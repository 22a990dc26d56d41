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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call of 0.10 a minute, an hour of which is held of the family's balance. */
class HeldMoneyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;
  private static final Unit.Money EUR = new Unit.Money(Currency.getInstance("EUR"));
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final Spending CALL =
      Spending.call(new RatingProfile.Key("cgrates.org", "call", "1001"), "61255500100", NOW);
  private static final Balance BLOCKER = balance("blocker", 0, Set.of(), null, Flag.BLOCKER);

  private static final Balance SIX = balance("family", 6_000_000, Set.of(), null, Flag.NONE);

  private final Meter meter = meter();

  private enum Flag {
    NONE,
    BLOCKER,
    DISABLED
  }

  /** What may become of the balances while six euros of the family's are held and none is left. */
  static Stream<List<Balance>> changed() {
    return Stream.of(
        List.of(balance("family", 0, Set.of(), null, Flag.DISABLED)),
        List.of(balance("family", 0, Set.of("OTHER"), null, Flag.NONE)),
        List.of(balance("family", 0, Set.of(), NOW.minusSeconds(1), Flag.NONE)),
        List.of(BLOCKER, balance("family", 0, Set.of(), null, Flag.NONE)),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("changed")
  void pays_for_what_it_was_held_for_whatever_becomes_of_its_balance(List<Balance> changed) {
    Metered held = anHourOf(purse(0, List.of(SIX)));

    Metered whole = meter.settle(held, purse(0, changed), CALL, HOUR, false);
    Metered half = meter.settle(held, purse(0, changed), CALL, HOUR / 2, false);

    assertThat(whole.holds()).isEqualTo(Map.of("family", 6_000_000L));
    assertThat(half.holds()).isEqualTo(Map.of("family", 3_000_000L));
  }

  @ParameterizedTest
  @MethodSource("changed")
  void what_goes_beyond_is_paid_by_what_may_pay(List<Balance> changed) {
    Metered held = anHourOf(purse(0, List.of(SIX)));
    boolean blocked = changed.contains(BLOCKER);

    Metered ended = meter.settle(held, purse(2_000_000, changed), CALL, HOUR + HOUR / 6, false);
    var granted =
        (Meter.Extended.Granted) meter.extend(held, purse(500_000, changed), CALL, HOUR / 6, null);

    assertThat(ended.holds())
        .isEqualTo(
            blocked
                ? Map.of("family", 6_000_000L)
                : Map.of("family", 6_000_000L, "money", 1_000_000L));
    assertThat(granted.usage()).as("0.50 are 300 s").isEqualTo(blocked ? 0 : HOUR / 12);
    assertThat(granted.after().holds()).containsEntry("family", 6_000_000L);
  }

  @Test
  void an_account_that_may_owe_owes_no_more_than_what_goes_beyond() {
    Metered held = anHourOf(purse(0, List.of(SIX)));
    Purse disabled = purse(0, List.of(balance("family", 0, Set.of(), null, Flag.DISABLED)));

    Metered ended = meter.settle(held, disabled, CALL, HOUR + HOUR / 6, true);

    assertThat(ended.holds()).isEqualTo(Map.of("family", 6_000_000L, "money", 1_000_000L));
  }

  private Metered anHourOf(Purse purse) {
    return ((Meter.Extended.Granted) meter.extend(Metered.NOTHING, purse, CALL, HOUR, null))
        .after();
  }

  private static Purse purse(long money, List<Balance> others) {
    List<Balance> balances = new ArrayList<>(others);
    balances.add(Balance.of("money", EUR, BalanceTerms.plain(BalanceTerms.DEFAULT), money));
    return new Purse(EUR, balances, false);
  }

  private static Balance balance(
      String id, long micros, Set<String> to, @Nullable Instant expires, Flag flag) {
    BalanceTerms terms =
        new BalanceTerms(
            id,
            BigDecimal.TEN,
            to,
            Set.of(),
            List.of(),
            expires,
            "",
            Map.of(),
            flag == Flag.BLOCKER,
            flag == Flag.DISABLED);
    return Balance.of(id, EUR, terms, micros);
  }

  private static Meter meter() {
    Rate rate =
        new Rate("61", BigDecimal.ZERO, List.of(new RateSlot(0, new BigDecimal("0.10"), 60, 1)));
    var plan =
        TariffCompiler.compile(PrefixRates.rows(List.of(rate), Instant.EPOCH), ZoneOffset.UTC);
    return Meter.of(
        new TariffRater(
            new RatingEngine(new ExactCosting(), RatingEngine.FALLBACK_DEPTH),
            new ActiveTariff("t", 1, EUR.currency(), plan.value())));
  }
}
