package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Holding;
import io.strowger.rating.balance.Draw;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.account.AccountNames;
import io.strowger.rating.cgrates.account.AccountSummary;
import io.strowger.rating.cgrates.account.BalanceUnits;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cost as {@code Responder} tells it that balances paid: each increment tells which of them, so
 * that it can be given back.
 */
public final class PaidCallCost {
  private final CallCost.Call call;
  private final PaidParts parts;
  private final Payer payer;

  /** What balances give for what is still to be told, by id, in micro-units. */
  private final Map<String, Long> ahead;

  private PaidCallCost(CallCost.Call call, PaidParts parts, Payer payer) {
    this.call = call;
    this.parts = parts;
    this.payer = payer;
    this.ahead = new HashMap<>(Drawn.sums(parts.stretches()));
  }

  /** Who paid, as it stands afterwards. */
  public record Payer(Account after, AccountNames names) {}

  /**
   * The cost of a call.
   *
   * @param stretches what was drawn for it
   * @param prices what the same usage costs a subject by the tariff: where the prices are told from
   */
  public static ObjectNode of(
      CallCost.Call call,
      List<Stretch> stretches,
      Function<String, @Nullable Rated> prices,
      Payer payer) {
    return new PaidCallCost(call, PaidParts.of(prices, stretches), payer).tell();
  }

  private ObjectNode tell() {
    ObjectNode cost = CallCost.head(call);
    cost.set("Cost", RpcJson.number(parts.cost()));
    ArrayNode told = cost.putArray("Timespans");
    parts.stretches().forEach(stretch -> told.add(timespan(stretch)));
    cost.put("RatedUsage", parts.length());
    cost.set(
        "AccountSummary",
        AccountSummary.of(payer.after(), Drawn.sums(parts.stretches()), payer.names()));
    return cost;
  }

  private ObjectNode timespan(Stretch stretch) {
    long end = stretch.from() + stretch.length();
    ObjectNode told = RpcJson.object();
    told.set("TimeStart", RpcJson.time(call.start().plusNanos(stretch.from())));
    told.set("TimeEnd", RpcJson.time(call.start().plusNanos(end)));
    told.set("Cost", RpcJson.number(PaidParts.money(stretch.costMicros())));
    told.set("RateInterval", rateInterval(stretch));
    told.put("DurationIndex", end);
    ArrayNode increments = told.putArray("Increments");
    stretch.draws().forEach(draw -> increments.add(increment(draw)));
    told.set("RoundIncrement", NullNode.getInstance());
    String units = PaidParts.freeUnits(stretch);
    told.put("MatchedSubject", units == null ? by(stretch.subject()) : units);
    told.put("MatchedPrefix", stretch.prefix());
    told.put("MatchedDestId", units == null ? stretch.destination() : RatingPlan.ANY);
    told.put("RatingPlanId", units == null ? stretch.plan() : "*none");
    told.put("CompressFactor", 1);
    return told;
  }

  private String by(String subject) {
    return subject.isEmpty()
        ? ""
        : new RatingProfile.Key(call.tenant(), call.category(), subject).toString();
  }

  private @Nullable ObjectNode rateInterval(Stretch stretch) {
    if (PaidParts.freeUnits(stretch) == null) {
      return parts.priceOf(stretch).map(CallCost::rateInterval).orElse(null);
    }
    ObjectNode rating = Prices.freeRating();
    rating.set("Rates", Prices.freeSlots(stretch.draws().getFirst().increment()));
    ObjectNode interval = RpcJson.object();
    interval.set("Timing", NullNode.getInstance());
    interval.set("Rating", rating);
    interval.put("Weight", 0);
    return interval;
  }

  private ObjectNode increment(Draw draw) {
    if (draw.units() != null) {
      ahead.merge(draw.units(), -draw.unitsMicros(), Long::sum);
    }
    if (draw.money() != null) {
      ahead.merge(draw.money(), -draw.costMicros(), Long::sum);
    }
    ObjectNode paid = RpcJson.object();
    paid.set("Unit", draw.units() == null ? NullNode.getInstance() : units(draw, draw.units()));
    paid.set("Monetary", draw.money() == null ? NullNode.getInstance() : balance(draw.money()));
    paid.put("AccountID", payer.names().full(payer.after().id()));
    ObjectNode increment = RpcJson.object();
    increment.put("Duration", draw.increment());
    increment.set("Cost", RpcJson.number(PaidParts.each(draw.costMicros(), draw.count())));
    increment.set("BalanceInfo", paid);
    increment.put("CompressFactor", draw.count());
    return increment;
  }

  private ObjectNode units(Draw draw, String id) {
    ObjectNode told = balance(id);
    Holding holding = holding(id);
    BigDecimal used =
        holding == null
            ? BigDecimal.ZERO
            : BalanceUnits.value(holding.balance().unit(), draw.unitsMicros());
    told.put("DestinationID", "");
    told.set("Consumed", RpcJson.number(PaidParts.each(used, draw.count())));
    told.set("Factor", RpcJson.number(PaidParts.each(used, Math.max(1, draw.length()))));
    told.put("Category", "");
    told.put("ToR", call.kind());
    return told;
  }

  private ObjectNode balance(String id) {
    ObjectNode told = RpcJson.object();
    Holding holding = holding(id);
    told.put("UUID", id);
    told.put("ID", holding == null ? "" : holding.balance().terms().name());
    told.set(
        "Value",
        holding == null
            ? NullNode.getInstance()
            : RpcJson.number(
                BalanceUnits.value(
                    holding.balance().unit(),
                    holding.balance().availableMicros() + ahead.getOrDefault(id, 0L))));
    told.set("RateInterval", NullNode.getInstance());
    return told;
  }

  private @Nullable Holding holding(String id) {
    return payer.after().holdings().stream()
        .filter(holding -> holding.balance().id().equals(id))
        .findFirst()
        .orElse(null);
  }
}
