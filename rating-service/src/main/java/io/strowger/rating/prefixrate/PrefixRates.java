package io.strowger.rating.prefixrate;

import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The simplest tariff: one rate for each prefix, at any time, for everyone. */
public final class PrefixRates {
  private static final String ID = "PREFIX_RATES";
  private static final long SECOND = 1_000_000_000L;
  private static final RatingProfile.Key EVERYONE =
      new RatingProfile.Key(RatingPlan.ANY, RatingPlan.ANY, RatingPlan.ANY);

  private PrefixRates() {}

  /**
   * The same as tables.
   *
   * @param rates one for each prefix
   * @param always a moment before every call
   */
  public static TariffRows rows(List<Rate> rates, Instant always) {
    List<TariffRow> rows = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      Origin origin = new Origin("rates", i + 1);
      Rate rate = rates.get(i);
      String id = rate.prefix().isEmpty() ? RatingPlan.ANY : rate.prefix();
      if (!rate.prefix().isEmpty()) {
        rows.add(new TariffRow.Prefix(origin, id, rate.prefix()));
      }
      rate.slots().forEach(slot -> rows.add(slot(origin, id, rate.connectFee(), slot)));
      rows.add(
          new TariffRow.DestinationRate(
              origin, ID, id, id, FinalRounding.NONE, new MaxCost.Unlimited()));
    }
    Origin origin = new Origin("rates", 1);
    rows.add(new TariffRow.Binding(origin, ID, ID, RatingPlan.ANY, BigDecimal.ZERO));
    rows.add(new TariffRow.Activation(origin, EVERYONE, always, ID, List.of()));
    return TariffRows.of(rows);
  }

  private static TariffRow.Slot slot(Origin origin, String id, BigDecimal fee, RateSlot slot) {
    return new TariffRow.Slot(
        origin,
        id,
        fee,
        slot.price(),
        slot.unitSeconds() * SECOND,
        slot.incrementSeconds() * SECOND,
        slot.fromSeconds() * SECOND);
  }
}
