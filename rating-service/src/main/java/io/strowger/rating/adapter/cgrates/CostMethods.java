package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cost.CallCost;
import io.strowger.rating.cgrates.cost.EventCost;
import io.strowger.rating.cgrates.cost.RatingPlanView;
import io.strowger.rating.costing.MaxUsage;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.RatingRefusal;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What something would cost: {@code GetCost} and the like. Nobody's balance changes. */
final class CostMethods {
  private static final Shape COST =
      Shape.named("AttrGetCost")
          .text("Tenant", "Category", "Subject", "AnswerTime", "Destination", "Usage");
  private static final Shape DATA_COST =
      Shape.named("AttrGetDataCost")
          .text("Tenant", "Category", "Subject", "AnswerTime")
          .whole("Usage");
  private static final Shape PLANS =
      Shape.named("RatingPlanCostArg")
          .texts("RatingPlanIDs")
          .text("Destination", "SetupTime", "Usage");

  private final Supplier<TariffPlan> tariff;
  private final RatingEngine engine;
  private final Defaults defaults;

  CostMethods(Supplier<TariffPlan> tariff, RatingEngine engine, Defaults defaults) {
    this.tariff = tariff;
    this.engine = engine;
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("APIerSv1.GetCost", Method.of(COST, this::cost));
    methods.put("APIerSv1.GetDataCost", Method.of(DATA_COST, this::dataCost));
    methods.put("APIerSv1.GetRatingPlan", argument -> plan(argument.asText()));
    methods.put("RALsV1.GetRatingPlansCost", Method.of(PLANS, this::plansCost));
    methods.put(
        "Responder.GetCost", argument -> responderCost(CallDescriptor.of(argument, defaults)));
    return methods;
  }

  private JsonNode plan(String id) {
    return tariff.get().plan(id).map(RatingPlanView::of).orElseThrow(RpcError::notFound);
  }

  private JsonNode cost(Fields given) {
    long nanos = Math.max(0, GoDuration.nanos(given.text("Usage")));
    Instant start = defaults.time(given.text("AnswerTime"));
    if (MaxUsage.exceeded("*voice", nanos)) {
      throw RpcError.server("MAX_USAGE_EXCEEDED");
    }
    Usage usage = Usage.voice(profile(given), given.text("Destination"), start, nanos);
    return EventCost.of(EventCost.Event.asked(usage), priced(usage), engine.costing(), true);
  }

  private JsonNode dataCost(Fields given) {
    long units = Math.max(0, given.json().path("Usage").asLong());
    Instant start = defaults.time(given.text("AnswerTime"));
    if (MaxUsage.exceeded("*data", units)) {
      throw RpcError.server("MAX_USAGE_EXCEEDED");
    }
    Usage usage =
        new Usage(profile(given), RatingPlan.ANY, start, units, Usage.Kind.UNITS, 0, true);
    Rated.Priced priced = priced(usage);
    ObjectNode cost = RpcJson.object();
    cost.put("Category", usage.profile().category());
    cost.put("Tenant", usage.profile().tenant());
    cost.put("Subject", usage.profile().subject());
    cost.put("ToR", "*data");
    cost.set("Cost", RpcJson.number(priced.cost()));
    return cost;
  }

  private RatingProfile.Key profile(Fields given) {
    return new RatingProfile.Key(
        given.textOr("Tenant", defaults.tenant()),
        given.textOr("Category", defaults.category()),
        given.text("Subject"));
  }

  private Rated.Priced priced(Usage usage) {
    return switch (engine.rate(tariff.get(), usage)) {
      case Rated.Priced priced -> priced;
      case Rated.Refused(var why) -> throw RpcError.server(why.name());
    };
  }

  private JsonNode plansCost(Fields given) {
    given.require("RatingPlanIDs", "Destination", "SetupTime", "Usage");
    Instant start = defaults.time(given.text("SetupTime"));
    long nanos = Math.max(0, GoDuration.nanos(given.text("Usage")));
    if (MaxUsage.exceeded("*voice", nanos)) {
      throw RpcError.server("MAX_USAGE_EXCEEDED");
    }
    for (String plan : given.texts("RatingPlanIDs")) {
      RatingProfile.Key key = new RatingProfile.Key("*tmp", "*rating_plan_cost", plan);
      RatingProfile only =
          new RatingProfile(key, List.of(new RatingProfile.Activation(start, plan, List.of())));
      Usage usage = Usage.voice(key, given.text("Destination"), start, nanos);
      if (engine.rate(tariff.get().withOnly(only), usage) instanceof Rated.Priced priced) {
        return plansCost(
            plan, EventCost.of(EventCost.Event.asked(usage), priced, engine.costing(), true));
      }
    }
    return plansCost("", NullNode.getInstance());
  }

  private static JsonNode plansCost(String plan, JsonNode cost) {
    ObjectNode reply = RpcJson.object();
    reply.set("EventCost", cost);
    reply.put("RatingPlanID", plan);
    return reply;
  }

  private JsonNode responderCost(CallDescriptor call) {
    if (MaxUsage.exceeded(call.kind(), call.usage().amount())) {
      throw new RpcError("MAX_USAGE_EXCEEDED");
    }
    return switch (engine.rate(tariff.get(), call.usage())) {
      case Rated.Priced priced -> CallCost.of(call.call(), priced, engine.costing());
      case Rated.Refused(RatingRefusal why) -> throw new RpcError(why.name());
    };
  }
}
