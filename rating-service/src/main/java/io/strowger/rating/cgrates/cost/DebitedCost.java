package io.strowger.rating.cgrates.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.balance.Draw;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.account.BalanceUnits;
import io.strowger.rating.costing.Rated;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cost that balances paid: each charge tells which of them, and how much of it. */
public final class DebitedCost {

  private final EventCost.Event event;
  private final String account;
  private final PaidParts parts;
  private final RatingIndex index = new RatingIndex();

  private DebitedCost(EventCost.Event event, String account, PaidParts parts) {
    this.event = event;
    this.account = account;
    this.parts = parts;
  }

  /** Whose balances paid, as CGRateS names it, and what is told of them. */
  public record Payer(String account, @Nullable ObjectNode summary) {}

  /**
   * The cost of an event.
   *
   * @param prices what the same usage costs a subject by the tariff: where the prices are told
   *     from; absent when the tariff is gone
   */
  public static ObjectNode of(
      EventCost.Event event,
      List<Stretch> stretches,
      Function<String, @Nullable Rated> prices,
      Payer payer) {
    return new DebitedCost(event, payer.account(), PaidParts.of(prices, stretches)).tell(payer);
  }

  private ObjectNode tell(Payer payer) {
    ArrayNode charges = RpcJson.array();
    for (Stretch stretch : parts.stretches()) {
      charges.add(charge(stretch));
    }
    ObjectNode cost = RpcJson.object();
    cost.put("CGRID", event.cgrId());
    cost.put("RunID", event.runId());
    cost.set("StartTime", RpcJson.time(event.start()));
    cost.put("Usage", parts.length());
    cost.set("Cost", RpcJson.number(parts.cost()));
    cost.set("Charges", charges);
    cost.set("AccountSummary", payer.summary() == null ? NullNode.getInstance() : payer.summary());
    index.tell(cost);
    return cost;
  }

  private ObjectNode charge(Stretch stretch) {
    String rating = rating(stretch);
    ArrayNode increments = RpcJson.array();
    for (Draw draw : stretch.draws()) {
      ObjectNode increment = increments.addObject();
      increment.put("Usage", draw.increment());
      increment.set("Cost", RpcJson.number(PaidParts.each(draw.costMicros(), draw.count())));
      increment.put("AccountingID", accounting(draw, stretch.plan().isEmpty() ? "" : rating));
      increment.put("CompressFactor", draw.count());
    }
    ObjectNode charge = RpcJson.object();
    charge.put("RatingID", rating);
    charge.set("Increments", increments);
    charge.put("CompressFactor", 1);
    return charge;
  }

  /** Nothing where the tariff is gone, and of a pause. */
  private String rating(Stretch stretch) {
    String units = PaidParts.freeUnits(stretch);
    if (units != null) {
      return index.free(units, stretch.prefix(), stretch.draws().getFirst().increment());
    }
    return stretch.plan().isEmpty() ? "" : parts.priceOf(stretch).map(index::rating).orElse("");
  }

  private String accounting(Draw draw, String rating) {
    String money =
        draw.money() == null
            ? ""
            : index.accounting(
                balance(draw.money(), "", PaidParts.each(draw.costMicros(), draw.count()), ""));
    if (draw.units() == null) {
      return money;
    }
    return index.accounting(
        balance(
            draw.units(),
            rating,
            PaidParts.each(BalanceUnits.value(units(), draw.unitsMicros()), draw.count()),
            money.isEmpty() ? "*none" : money));
  }

  private Unit units() {
    return event.kind().equals("*voice")
        ? new Unit.Voice()
        : new Unit.Counted(event.kind().substring(1));
  }

  private ObjectNode balance(String id, String rating, BigDecimal units, String extra) {
    ObjectNode charged = RpcJson.object();
    charged.put("AccountID", account);
    charged.put("BalanceUUID", id);
    charged.put("RatingID", rating);
    charged.set("Units", RpcJson.number(units));
    charged.put("ExtraChargeID", extra);
    return charged;
  }
}
