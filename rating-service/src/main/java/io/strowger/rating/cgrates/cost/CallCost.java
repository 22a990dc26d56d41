package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.Span;
import io.strowger.rating.plan.PriceRule;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.Instant;

/** A cost as {@code Responder} tells it: each span with its own price. */
public final class CallCost {
  private final Call call;
  private final Costing costing;

  private CallCost(Call call, Costing costing) {
    this.call = call;
    this.costing = costing;
  }

  /**
   * The call that was priced.
   *
   * @param kind such as {@code *voice}
   * @param first true for its first part, which bears the connect fee
   */
  public record Call(
      String tenant,
      String category,
      String subject,
      String account,
      String destination,
      String kind,
      Instant start,
      boolean first) {}

  /** The cost of a call. */
  public static ObjectNode of(Call call, Rated.Priced priced, Costing costing) {
    return new CallCost(call, costing).tell(priced);
  }

  private ObjectNode tell(Rated.Priced priced) {
    ObjectNode cost = head(call);
    cost.set("Cost", RpcJson.number(priced.cost()));
    ArrayNode spans = cost.putArray("Timespans");
    for (int i = 0; i < priced.spans().size(); i++) {
      spans.add(span(priced, i));
    }
    cost.put("RatedUsage", priced.billed());
    cost.set("AccountSummary", NullNode.getInstance());
    return cost;
  }

  static ObjectNode head(Call call) {
    ObjectNode cost = RpcJson.object();
    cost.put("Category", call.category());
    cost.put("Tenant", call.tenant());
    cost.put("Subject", call.subject());
    cost.put("Account", call.account());
    cost.put("Destination", call.destination());
    cost.put("ToR", call.kind());
    return cost;
  }

  private ObjectNode span(Rated.Priced priced, int i) {
    Span span = priced.spans().get(i);
    long began = priced.spans().getFirst().from();
    boolean withFee = call.first() && i == 0;
    BigDecimal fee = costing.connectFee(priced.spans(), withFee);
    BigDecimal each = costing.incrementCost(span);
    ObjectNode told = RpcJson.object();
    told.set("TimeStart", RpcJson.time(call.start().plusNanos(span.from() - began)));
    told.set("TimeEnd", RpcJson.time(call.start().plusNanos(span.to() - began)));
    told.set("Cost", RpcJson.number(each.multiply(BigDecimal.valueOf(span.increments())).add(fee)));
    told.set("RateInterval", rateInterval(span));
    told.put("DurationIndex", span.to());
    ArrayNode increments = told.putArray("Increments");
    if (withFee) {
      increments.add(increment(0, fee, 1));
    }
    increments.add(increment(span.slot().increment(), each, span.increments()));
    told.set("RoundIncrement", NullNode.getInstance());
    told.put("MatchedSubject", span.coverage().subject().toString());
    told.put("MatchedPrefix", span.coverage().match().prefix());
    told.put("MatchedDestId", span.coverage().match().destination());
    told.put("RatingPlanId", span.coverage().plan());
    told.put("CompressFactor", 1);
    return told;
  }

  static ObjectNode rateInterval(Span span) {
    ObjectNode interval = RpcJson.object();
    interval.set("Timing", timing(span.price().timing()));
    interval.set("Rating", rating(span.price().price()));
    interval.set("Weight", RpcJson.number(span.price().weight()));
    return interval;
  }

  static ObjectNode timing(Timing timing) {
    ObjectNode told = RpcJson.object();
    told.put("ID", timing.id());
    told.setAll(Prices.timing(timing));
    told.put("EndTime", "");
    return told;
  }

  static ObjectNode rating(PriceRule price) {
    ObjectNode rating = Prices.rating(price);
    rating.set("Rates", Prices.slots(price));
    return rating;
  }

  private static ObjectNode increment(long duration, BigDecimal cost, long count) {
    ObjectNode nobody = RpcJson.object();
    nobody.set("Unit", NullNode.getInstance());
    nobody.set("Monetary", NullNode.getInstance());
    nobody.put("AccountID", "");
    ObjectNode increment = RpcJson.object();
    increment.put("Duration", duration);
    increment.set("Cost", RpcJson.number(cost));
    increment.set("BalanceInfo", nobody);
    increment.put("CompressFactor", count);
    return increment;
  }
}
