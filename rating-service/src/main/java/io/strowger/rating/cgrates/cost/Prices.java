package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.PriceSlot;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Collection;

/** Prices and their timings in CGRateS's form. */
final class Prices {
  private Prices() {}

  /** What holds for a price as a whole. */
  static ObjectNode rating(PriceRule price) {
    ObjectNode rating = RpcJson.object();
    rating.set("ConnectFee", RpcJson.number(price.connectFee()));
    rating.put("RoundingMethod", method(price.rounding()));
    rating.put("RoundingDecimals", price.rounding().decimals());
    rating.set("MaxCost", RpcJson.number(limit(price.maxCost())));
    rating.put("MaxCostStrategy", strategy(price.maxCost()));
    return rating;
  }

  /** Of a balance's units that cost nothing. */
  static ObjectNode freeRating() {
    ObjectNode rating = RpcJson.object();
    rating.put("ConnectFee", 0);
    rating.put("RoundingMethod", "");
    rating.put("RoundingDecimals", 0);
    rating.put("MaxCost", 0);
    rating.put("MaxCostStrategy", "");
    return rating;
  }

  /** Their one slot, in steps of so much. */
  static ArrayNode freeSlots(long increment) {
    ArrayNode slots = RpcJson.array();
    ObjectNode rate = slots.addObject();
    rate.put("GroupIntervalStart", 0);
    rate.put("Value", 0);
    rate.put("RateIncrement", increment);
    rate.put("RateUnit", increment);
    return slots;
  }

  static ArrayNode slots(PriceRule price) {
    ArrayNode slots = RpcJson.array();
    for (PriceSlot slot : price.slots()) {
      ObjectNode rate = RpcJson.object();
      rate.put("GroupIntervalStart", slot.from());
      rate.set("Value", RpcJson.number(slot.price()));
      rate.put("RateIncrement", slot.increment());
      rate.put("RateUnit", slot.unit());
      slots.add(rate);
    }
    return slots;
  }

  static ObjectNode timing(Timing timing) {
    ObjectNode told = RpcJson.object();
    told.set("Years", numbers(timing.years()));
    told.set("Months", numbers(timing.months()));
    told.set("MonthDays", numbers(timing.monthDays()));
    // Go counts the days of the week from Sunday, which is 0.
    told.set(
        "WeekDays",
        numbers(timing.weekDays().stream().map(DayOfWeek::getValue).map(day -> day % 7).toList()));
    told.put(
        "StartTime",
        "%02d:%02d:%02d"
            .formatted(
                timing.start().getHour(), timing.start().getMinute(), timing.start().getSecond()));
    return told;
  }

  private static ArrayNode numbers(Collection<Integer> numbers) {
    ArrayNode sorted = RpcJson.array();
    numbers.stream().sorted().forEach(sorted::add);
    return sorted;
  }

  private static String method(FinalRounding rounding) {
    return switch (rounding.method()) {
      case UP -> "*up";
      case MIDDLE -> "*middle";
      case DOWN -> "*down";
    };
  }

  private static BigDecimal limit(MaxCost maxCost) {
    return switch (maxCost) {
      case MaxCost.Unlimited() -> BigDecimal.ZERO;
      case MaxCost.FreeFrom(var amount) -> amount;
      case MaxCost.DisconnectAt(var amount) -> amount;
    };
  }

  private static String strategy(MaxCost maxCost) {
    return switch (maxCost) {
      case MaxCost.Unlimited() -> "";
      case MaxCost.FreeFrom _ -> "*free";
      case MaxCost.DisconnectAt _ -> "*disconnect";
    };
  }
}
