package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.cost.MaxUsage;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.plan.TariffPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What events would cost or may use; and {@code Responder}, which charges parts of calls. */
final class EventMethods {
  private static final Shape USAGE =
      Shape.named("UsageRecord")
          .text("ToR", "RequestType", "Tenant", "Category", "Account", "Subject")
          .text("Destination", "SetupTime", "AnswerTime", "Usage")
          .free("ExtraFields");

  private final EventLedger ledger;
  private final AccountBooks books;
  private final CdrDesk desk;
  private final Supplier<TariffPlan> tariff;
  private final RatingEngine engine;

  EventMethods(
      EventLedger ledger,
      AccountBooks books,
      CdrDesk desk,
      Supplier<TariffPlan> tariff,
      RatingEngine engine) {
    this.ledger = ledger;
    this.books = books;
    this.desk = desk;
    this.tariff = tariff;
    this.engine = engine;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("APIerSv1.GetMaxUsage", Method.of(USAGE, this::maxUsage));
    methods.put("SessionSv1.GetCost", this::cost);
    methods.put(
        "Responder.GetMaxSessionTime", argument -> LongNode.valueOf(covered(descriptor(argument))));
    methods.put("Responder.Debit", argument -> debit(descriptor(argument), false));
    methods.put("Responder.MaxDebit", argument -> debit(descriptor(argument), true));
    return methods;
  }

  private CallDescriptor descriptor(JsonNode argument) {
    return CallDescriptor.of(argument, ledger.defaults());
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
    return LongNode.valueOf(covered(ledger.rated(event, null), usage));
  }

  private long covered(CallDescriptor call) {
    return covered(rated(call), call.usage().amount());
  }

  private long covered(RatedEvent rated, long usage) {
    if (MaxUsage.exceeded(rated.usageKind(), usage)) {
      throw new RpcError("MAX_USAGE_EXCEEDED");
    }
    return meter(rated).affordable(usage, false);
  }

  private RunMeter meter(RatedEvent rated) {
    return ledger.meter(ledger.account(rated.event()).flatMap(books::find), rated, null);
  }

  private RatedEvent rated(CallDescriptor call) {
    ObjectNode fields = RpcJson.object();
    fields.put("Account", call.call().account());
    fields.put("Subject", call.call().subject());
    fields.put("Category", call.call().category());
    fields.put("Destination", call.call().destination());
    fields.put("ToR", call.kind());
    fields.put("RequestType", "*postpaid");
    fields.put("RunID", "*default");
    fields.put("AnswerTime", call.call().start().toString());
    fields.put("OriginID", "responder");
    return ledger.rated(CgrEvent.of(call.call().tenant(), fields), null);
  }

  /** All of it, or as much as there is money for. */
  private JsonNode debit(CallDescriptor call, boolean asMuchAsThereIs) {
    RatedEvent rated = rated(call);
    long usage = call.usage().amount();
    long covered = covered(rated, usage);
    long charged = asMuchAsThereIs && covered >= 0 ? Math.min(covered, usage) : usage;
    return desk.debit(rated, charged, call.call());
  }

  private JsonNode cost(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    RatedEvent rated = ledger.rated(event, null);
    long usage = Math.max(0, event.usage("Usage").orElse(0));
    if (MaxUsage.exceeded(rated.usageKind(), usage)) {
      throw new RpcError("MAX_USAGE_EXCEEDED");
    }
    return switch (engine.rate(tariff.get(), rated.usage(usage))) {
      case Rated.Refused(var why) -> throw new RpcError(why.name());
      case Rated.Priced priced -> {
        String id = argument.path("ID").asText("");
        ObjectNode reply = RpcJson.object();
        reply.set(
            "EventCost",
            EventCost.of(
                new EventCost.Event(id, event.text("RunID"), rated.start()),
                priced,
                engine.costing(),
                true));
        yield reply;
      }
    };
  }
}
