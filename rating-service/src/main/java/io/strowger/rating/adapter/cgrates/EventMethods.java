package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.costing.Rated;
import java.util.Map;

/** What events would cost, or may use. */
final class EventMethods {
  private static final Shape USAGE =
      Shape.named("UsageRecord")
          .text("ToR", "RequestType", "Tenant", "Category", "Account", "Subject")
          .text("Destination", "SetupTime", "AnswerTime", "Usage")
          .free("ExtraFields");

  private final EventLedger ledger;
  private final AccountBooks books;
  private final EventPrices prices;

  EventMethods(EventLedger ledger, AccountBooks books, EventPrices prices) {
    this.ledger = ledger;
    this.books = books;
    this.prices = prices;
  }

  Map<String, Method> methods() {
    return Map.of(
        "APIerSv1.GetMaxUsage", Method.of(USAGE, this::maxUsage), "SessionSv1.GetCost", this::cost);
  }

  private JsonNode maxUsage(Fields given) {
    CgrEvent event = CgrEvent.of(given.textOr("Tenant", ledger.defaults().tenant()), given.json());
    long usage;
    try {
      usage =
          given.text("Usage").isEmpty()
              ? RatedEvent.usualUsage(given.textOr("ToR", "*voice"))
              : event.usage("Usage").orElse(0);
      ledger.defaults().time(given.text("AnswerTime"));
      ledger.defaults().time(given.text("SetupTime"));
    } catch (RpcError unreadable) {
      throw RpcError.server(unreadable.text());
    }
    return LongNode.valueOf(ledger.covered(books, ledger.rated(event, null), usage));
  }

  private JsonNode cost(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    RatedEvent rated = ledger.rated(event, null);
    Rated.Priced priced = prices.of(rated, event.used());
    EventCost.Event asked =
        new EventCost.Event(
            argument.path("ID").asText(""),
            event.text("RunID"),
            event.textOr("ToR", "*voice"),
            rated.start());
    ObjectNode reply = RpcJson.object();
    reply.set("Attributes", NullNode.getInstance());
    reply.set("EventCost", EventCost.of(asked, priced, prices.costing(), true));
    return reply;
  }
}
