package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.Costing;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.Span;
import io.strowger.rating.costing.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cost in CGRateS's form: charges refer to ratings, those to timings, rates and filters, each by
 * a short id. What is charged alike is told once, with how many times.
 */
public final class EventCost {
  private final Costing costing;
  private final RatingIndex index = new RatingIndex();

  private EventCost(Costing costing) {
    this.costing = costing;
  }

  /**
   * What is known of the event that was charged.
   *
   * @param kind such as {@code *voice}
   */
  public record Event(String cgrId, String runId, String kind, Instant start) {
    /** Of a price that was only asked for. */
    public static Event asked(Usage usage) {
      return new Event("", "", "*voice", usage.start());
    }
  }

  /**
   * The cost of an event.
   *
   * @param costing what it was computed with
   * @param withFee whether the connect fee is told: for the first part of a call
   */
  public static ObjectNode of(Event event, Rated.Priced priced, Costing costing, boolean withFee) {
    return new EventCost(costing).tell(event, priced, withFee);
  }

  private ObjectNode tell(Event event, Rated.Priced priced, boolean withFee) {
    ArrayNode charges = RpcJson.array();
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < priced.spans().size(); i++) {
      Span span = priced.spans().get(i);
      BigDecimal fee = withFee && i == 0 ? costing.connectFee(priced.spans(), true) : null;
      charges.add(charge(span, fee));
      sum = sum.add(costOf(span, fee));
    }
    if (priced.spans().isEmpty() && !priced.coverages().isEmpty()) {
      charges.add(nothingCharged());
    }
    ObjectNode cost = RpcJson.object();
    cost.put("CGRID", event.cgrId());
    cost.put("RunID", event.runId());
    cost.set("StartTime", RpcJson.time(charges.isEmpty() ? null : event.start()));
    cost.put("Usage", priced.billed());
    cost.set("Cost", RpcJson.number(total(priced, sum)));
    cost.set("Charges", charges);
    cost.set("AccountSummary", NullNode.getInstance());
    index.tell(cost);
    return cost;
  }

  /** CGRateS adds up what it tells; exact costs are rounded once, whatever is shown. */
  private BigDecimal total(Rated.Priced priced, BigDecimal sum) {
    return switch (costing) {
      case ExactCosting _ -> priced.cost();
      case CgratesCosting(int decimals) -> sum.setScale(decimals, RoundingMode.HALF_UP);
    };
  }

  private ObjectNode charge(Span span, @Nullable BigDecimal fee) {
    ArrayNode increments = RpcJson.array();
    if (fee != null) {
      increments.add(increment(0, fee, 1));
    }
    increments.add(
        increment(span.slot().increment(), costing.incrementCost(span), span.increments()));
    ObjectNode charge = RpcJson.object();
    charge.put("RatingID", index.rating(span));
    charge.set("Increments", increments);
    charge.put("CompressFactor", 1);
    return charge;
  }

  private static JsonNode nothingCharged() {
    ObjectNode charge = RpcJson.object();
    charge.put("RatingID", "");
    charge.set("Increments", NullNode.getInstance());
    charge.put("CompressFactor", 0);
    return charge;
  }

  private static ObjectNode increment(long usage, BigDecimal cost, long count) {
    ObjectNode increment = RpcJson.object();
    increment.put("Usage", usage);
    increment.set("Cost", RpcJson.number(cost));
    increment.put("AccountingID", "");
    increment.put("CompressFactor", count);
    return increment;
  }

  private BigDecimal costOf(Span span, @Nullable BigDecimal fee) {
    BigDecimal cost = costing.incrementCost(span).multiply(BigDecimal.valueOf(span.increments()));
    return fee == null ? cost : cost.add(fee);
  }
}
