package io.strowger.rating.rerating;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Purse;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.TariffRater;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.TariffCompiler;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final Unit VOICE = new Unit.Voice();
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Unit.Money MONEY = new Unit.Money(EUR);
  private static final RatingProfile.Key PROFILE =
      new RatingProfile.Key("cgrates.org", "call", "1001");
  private static final TariffRater ONE_A_MINUTE = rater("1");
  private static final TariffRater HALF_A_MINUTE = rater("0.5");

  private final Replay replay = new Replay();

  @Test
  void a_cheaper_price_gives_money_back_to_where_it_came_from() {
    PastCharge charge = charge(1, ONE_A_MINUTE, 60, purse(10_000_000, 0));

    Rerated.Priced rerated =
        (Rerated.Priced) replay.next(charge, HALF_A_MINUTE, then(10_000_000, 0));

    assertThat(rerated.costMicros()).isEqualTo(500_000);
    assertThat(rerated.corrections()).isEqualTo(Map.of("default", 500_000L));
  }

  @Test
  void minutes_that_a_call_before_did_not_need_are_there_for_the_next_in_the_original_order() {
    // Given
    PastCharge first = charge(1, ONE_A_MINUTE, 60, purse(10_000_000, 1_500_000));
    PastCharge second = charge(2, ONE_A_MINUTE, 60, purse(10_000_000, 500_000));
    assertThat(first.taken()).isEqualTo(Map.of("bonus", 1_000_000L));
    assertThat(second.taken()).isEqualTo(Map.of("bonus", 500_000L, "default", 500_000L));

    // When
    Rerated.Priced one =
        (Rerated.Priced) replay.next(first, HALF_A_MINUTE, then(10_000_000, 1_500_000));
    Rerated.Priced two =
        (Rerated.Priced) replay.next(second, HALF_A_MINUTE, then(10_000_000, 500_000));

    // Then
    assertThat(one.corrections()).isEqualTo(Map.of("bonus", 500_000L));
    assertThat(two.taken()).isEqualTo(Map.of("bonus", 500_000L));
    assertThat(two.corrections()).isEqualTo(Map.of("default", 500_000L));
  }

  @Test
  void the_same_prices_change_nothing() {
    PastCharge charge = charge(1, ONE_A_MINUTE, 95, purse(10_000_000, 1_000_000));

    Rerated.Priced rerated =
        (Rerated.Priced) replay.next(charge, ONE_A_MINUTE, then(10_000_000, 1_000_000));

    assertThat(rerated.changesNothing(charge)).isTrue();
  }

  @Test
  void a_call_that_has_no_price_any_more_stays_as_it_is() {
    PastCharge charge = charge(1, ONE_A_MINUTE, 60, purse(10_000_000, 0));
    TariffRater elsewhere = rater("43", "1");

    assertThat(replay.next(charge, elsewhere, then(10_000_000, 0)))
        .isEqualTo(new Rerated.Unpriced("UNAUTHORIZED_DESTINATION"));
  }

  @Test
  void what_a_balance_does_not_cover_any_more_becomes_debt() {
    PastCharge charge = charge(1, HALF_A_MINUTE, 60, purse(600_000, 0));

    Rerated.Priced rerated = (Rerated.Priced) replay.next(charge, ONE_A_MINUTE, then(600_000, 0));

    assertThat(rerated.corrections()).isEqualTo(Map.of("default", -500_000L));
  }

  @Test
  void what_is_priced_only_is_corrected_once_and_takes_nothing() {
    ChargedCall call =
        call(ONE_A_MINUTE, AccountMode.RATED, VOICE, drawn(ONE_A_MINUTE, VOICE, 60 * SECOND));
    PastCharge charge = new PastCharge(1, call, 1_000_000, Map.of(Purse.DEBT, 1_000_000L));
    PastCharge corrected = new PastCharge(1, call, 500_000, Map.of(Purse.DEBT, 500_000L));

    Rerated.Priced rerated = (Rerated.Priced) replay.next(charge, HALF_A_MINUTE, then(0, 0));
    Rerated.Priced again = (Rerated.Priced) replay.next(corrected, HALF_A_MINUTE, then(0, 0));

    assertThat(rerated.costMicros()).isEqualTo(500_000);
    assertThat(rerated.corrections()).isEmpty();
    assertThat(again.changesNothing(corrected)).isTrue();
  }

  @Test
  void what_was_counted_is_priced_by_its_count_and_not_by_the_clock() {
    // Given: the price of 60 s is that of 60,000,000,000 of whatever is counted
    Unit data = new Unit.Counted("data");
    Metered metered = drawn(ONE_A_MINUTE, data, 30 * SECOND);
    ChargedCall call = call(ONE_A_MINUTE, AccountMode.POSTPAID, data, metered);
    PastCharge charge = new PastCharge(1, call, 500_000, Drawn.sums(metered.stretches()));

    Rerated.Priced rerated =
        (Rerated.Priced) replay.next(charge, HALF_A_MINUTE, then(9_000_000, 0));

    assertThat(charge.used()).isEqualTo(30 * SECOND);
    assertThat(rerated.costMicros()).isEqualTo(250_000);
    assertThat(rerated.corrections()).isEqualTo(Map.of("default", 250_000L));
  }

  @Test
  void a_session_that_was_paused_stays_as_it_is() {
    Meter meter = Meter.of(ONE_A_MINUTE);
    Spending spending = Spending.call(PROFILE, "4930123", NOON);
    Metered paused = meter.pause(drawn(ONE_A_MINUTE, VOICE, 60 * SECOND), spending, 60 * SECOND);
    ChargedCall call = call(ONE_A_MINUTE, AccountMode.PREPAID, VOICE, paused);
    PastCharge charge = new PastCharge(1, call, 1_000_000, Drawn.sums(paused.stretches()));

    assertThat(replay.next(charge, HALF_A_MINUTE, then(9_000_000, 0)))
        .isEqualTo(new Rerated.Unpriced("PAUSED"));
  }

  @Test
  void what_a_re_rating_gave_back_before_a_later_call_is_not_there_twice() {
    // Given: a bonus of one pays for a call, half of which is given back before the next
    PastCharge once = charge(1, ONE_A_MINUTE, 60, purse(10_000_000, 1_000_000));
    PastCharge first = new PastCharge(1, once.call(), 500_000, Map.of("bonus", 500_000L));
    PastCharge second = charge(2, HALF_A_MINUTE, 120, purse(10_000_000, 500_000));
    replay.corrected(List.of(new Correction("bonus", 7, 500_000)));

    // When
    Rerated.Priced one =
        (Rerated.Priced) replay.next(first, HALF_A_MINUTE, then(10_000_000, 1_000_000));
    Rerated.Priced two =
        (Rerated.Priced)
            replay.next(
                second,
                HALF_A_MINUTE,
                new Then(purse(10_000_000, 500_000), Map.of("default", 1L, "bonus", 7L), Set.of()));

    // Then
    assertThat(one.changesNothing(first)).isTrue();
    assertThat(two.taken()).isEqualTo(Map.of("bonus", 500_000L, "default", 500_000L));
    assertThat(two.changesNothing(second)).isTrue();
  }

  @Test
  void what_a_re_rating_gave_back_after_a_later_call_was_not_there_for_it() {
    PastCharge once = charge(1, ONE_A_MINUTE, 60, purse(10_000_000, 1_000_000));
    PastCharge first = new PastCharge(1, once.call(), 500_000, Map.of("bonus", 500_000L));
    PastCharge second = charge(2, HALF_A_MINUTE, 120, purse(10_000_000, 0));
    replay.corrected(List.of(new Correction("bonus", 7, 500_000)));

    replay.next(first, HALF_A_MINUTE, then(10_000_000, 1_000_000));
    Rerated.Priced two =
        (Rerated.Priced)
            replay.next(
                second,
                HALF_A_MINUTE,
                new Then(purse(10_000_000, 0), Map.of("bonus", 6L), Set.of()));

    assertThat(two.corrections()).isEqualTo(Map.of("bonus", -500_000L, "default", 500_000L));
  }

  @Test
  void a_balance_that_is_gone_pays_for_a_charge_what_it_paid() {
    PastCharge charge = charge(1, ONE_A_MINUTE, 90, purse(10_000_000, 1_000_000));

    Rerated.Priced same = (Rerated.Priced) replay.next(charge, ONE_A_MINUTE, withoutBonus());
    Rerated.Priced cheaper = (Rerated.Priced) replay.next(charge, HALF_A_MINUTE, withoutBonus());
    Rerated.Priced dearer = (Rerated.Priced) replay.next(charge, rater("2"), withoutBonus());

    assertThat(same.changesNothing(charge)).isTrue();
    assertThat(cheaper.taken()).isEqualTo(Map.of("bonus", 750_000L));
    assertThat(dearer.taken()).isEqualTo(Map.of("bonus", 1_000_000L, "default", 2_000_000L));
  }

  @Test
  void a_balance_that_is_gone_pays_what_it_paid_though_it_makes_no_whole_increment_now() {
    PastCharge one = charge(1, byTheMinute("1"), 60, purse(10_000_000, 1_000_000));
    PastCharge three = charge(2, byTheMinute("1"), 180, purse(10_000_000, 3_000_000));

    Rerated.Priced half = (Rerated.Priced) replay.next(one, byTheMinute("1.5"), withoutBonus());
    Rerated.Priced tenth = (Rerated.Priced) replay.next(three, byTheMinute("1.1"), withoutBonus());

    assertThat(half.costMicros()).isEqualTo(1_500_000);
    assertThat(half.taken()).isEqualTo(Map.of("bonus", 1_000_000L, "default", 500_000L));
    assertThat(tenth.taken()).isEqualTo(Map.of("bonus", 3_000_000L, "default", 300_000L));
  }

  @Test
  void a_balance_that_is_gone_pays_again_what_was_rounded_down() {
    // Given: an increment of 0.054, of which the whole call costs 0.05
    TariffRater down = roundingDown("0.054");
    PastCharge charge = charge(1, down, 60, purse(10_000_000, 1_000_000));
    assertThat(charge.taken()).isEqualTo(Map.of("bonus", 50_000L));

    Rerated.Priced rerated = (Rerated.Priced) replay.next(charge, down, withoutBonus());

    assertThat(rerated.changesNothing(charge)).isTrue();
  }

  @Test
  void a_balance_that_is_gone_pays_nothing_where_what_it_paid_was_given_back() {
    PastCharge once = charge(1, ONE_A_MINUTE, 60, purse(10_000_000, 1_000_000));
    PastCharge charge = new PastCharge(1, once.call(), 0, Map.of());

    Rerated.Priced rerated = (Rerated.Priced) replay.next(charge, ONE_A_MINUTE, withoutBonus());

    assertThat(rerated.corrections()).isEqualTo(Map.of("default", -1_000_000L));
  }

  private static Then withoutBonus() {
    return new Then(purse(10_000_000, 0), Map.of(), Set.of("bonus"));
  }

  private static Then then(long money, long bonus) {
    return new Then(purse(money, bonus), Map.of(), Set.of());
  }

  private static Metered drawn(TariffRater rater, Unit unit, long used) {
    Spending spending = new Spending(PROFILE, "4930123", NOON, unit, "", null, null);
    return Meter.of(rater).settle(Metered.NOTHING, purse(9_000_000, 0), spending, used, true);
  }

  private static Purse purse(long money, long bonus) {
    BalanceTerms first =
        new BalanceTerms(
            "bonus",
            BigDecimal.TEN,
            Set.of(),
            Set.of(),
            List.of(),
            null,
            "",
            Map.of(),
            false,
            false);
    return new Purse(
        MONEY,
        List.of(
            Balance.of("default", MONEY, BalanceTerms.plain(BalanceTerms.DEFAULT), money),
            Balance.of("bonus", MONEY, first, bonus)),
        true);
  }

  private static PastCharge charge(long id, TariffRater rater, long seconds, Purse purse) {
    Metered metered =
        Meter.of(rater)
            .settle(
                Metered.NOTHING,
                purse,
                Spending.call(PROFILE, "4930123", NOON),
                seconds * SECOND,
                true);
    ChargedCall call = call(rater, AccountMode.PREPAID, VOICE, metered);
    return new PastCharge(id, call, metered.costMicros(), Drawn.sums(metered.stretches()));
  }

  private static ChargedCall call(TariffRater rater, AccountMode mode, Unit unit, Metered metered) {
    boolean voice = unit instanceof Unit.Voice;
    long used = metered.totalUsage();
    return new ChargedCall(
        "charge",
        "call",
        "*default",
        new ChargedCall.Payer(new AccountId("1001"), mode, PROFILE, "4930123"),
        new ChargedCall.Cost(
            metered.costMicros(), EUR, rater.tariff().label(), "49", null, metered.stretches()),
        new ChargedCall.Times(NOON, NOON, voice ? NOON.plusNanos(used) : NOON),
        new ChargedCall.Used(unit, voice ? used / 1_000 : used * 1_000_000),
        Map.of());
  }

  private static TariffRater rater(String price) {
    return rater("49", price);
  }

  private static TariffRater roundingDown(String price) {
    Rate rate =
        new Rate("49", BigDecimal.ZERO, List.of(new RateSlot(0, new BigDecimal(price), 60, 60)));
    TariffRows rows = PrefixRates.rows(List.of(rate), TariffText.ALWAYS);
    List<TariffRow.DestinationRate> rounded =
        rows.destinationRates().stream()
            .map(row ->
                new TariffRow.DestinationRate(
                    row.origin(),
                    row.id(),
                    row.destination(),
                    row.rate(),
                    new FinalRounding(FinalRounding.Method.DOWN, 2),
                    row.maxCost()))
            .toList();
    var plan =
        TariffCompiler.compile(
            new TariffRows(
                rows.prefixes(),
                rows.slots(),
                rounded,
                rows.timings(),
                rows.bindings(),
                rows.activations()),
            ZoneOffset.UTC);
    return new TariffRater(
        new RatingEngine(new CgratesCosting(CgratesCosting.DECIMALS), 3),
        new ActiveTariff("t", 1, EUR, plan.value()));
  }

  private static TariffRater rater(String prefix, String price) {
    return rater(prefix, price, 1);
  }

  private static TariffRater byTheMinute(String price) {
    return rater("49", price, 60);
  }

  private static TariffRater rater(String prefix, String price, int increment) {
    RateSlot slot = new RateSlot(0, new BigDecimal(price), 60, increment);
    Rate rate = new Rate(prefix, BigDecimal.ZERO, List.of(slot));
    var plan =
        TariffCompiler.compile(PrefixRates.rows(List.of(rate), TariffText.ALWAYS), ZoneOffset.UTC);
    return new TariffRater(
        new RatingEngine(new ExactCosting(), 3), new ActiveTariff("t", 1, EUR, plan.value()));
  }
}
