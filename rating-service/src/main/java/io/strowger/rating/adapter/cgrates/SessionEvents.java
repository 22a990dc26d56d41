package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.event.EventFlags;
import io.strowger.rating.cgrates.session.RatedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code SessionSv1.ProcessEvent}: all that the flags of a request want done about an event. */
final class SessionEvents {
  private static final Shape FLAGS = Shape.named("V1ProcessEventArgs").texts("Flags");
  private static final String RAW = "*raw";
  private static final String RATING = "*rals";

  private final SessionMethods sessions;
  private final SessionDesk desk;
  private final EventLedger ledger;
  private final EventPrices prices;

  SessionEvents(SessionMethods sessions, SessionDesk desk, EventLedger ledger, EventPrices prices) {
    this.sessions = sessions;
    this.desk = desk;
    this.ledger = ledger;
    this.prices = prices;
  }

  Map<String, Method> methods() {
    return Map.of("SessionSv1.ProcessEvent", this::process);
  }

  private JsonNode process(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    EventFlags flags = EventFlags.of(FLAGS.read(argument).texts("Flags"));
    // Runs are told by name; the event itself is one of them.
    Map<String, CgrEvent> events = new LinkedHashMap<>(Map.of(RAW, event));
    if (flags.isSet("*chargers")) {
      sessions.runs(event).forEach(run -> events.put(run.text("RunID"), run));
    }
    refuseOthers(flags);
    ObjectNode reply = RpcJson.object();
    if (flags.isSet(RATING)) {
      if (flags.has(RATING, "*cost")) {
        reply.set("Cost", costs(derived(flags, RATING) ? events : Map.of(RAW, event)));
      }
      charge(event, flags, reply);
    }
    if (flags.isSet("*cdrs")) {
      record(event, flags);
    }
    return reply;
  }

  /** What others do, in CGRateS's words where they are not connected. */
  private static void refuseOthers(EventFlags flags) {
    Map<String, String> others = Map.of("*routes", "RouteS", "*resources", "ResourceS");
    others.forEach((flag, service) -> {
      if (flags.isSet(flag)) {
        throw new RpcError("NOT_CONNECTED: " + service);
      }
    });
    for (String flag : List.of("*ips", "*stir_authenticate", "*stir_initiate")) {
      if (flags.isSet(flag)) {
        throw RpcError.notImplemented(
            "SessionSv1.ProcessEvent " + flag, "addresses and signatures are the switch's");
      }
    }
  }

  private static boolean derived(EventFlags flags, String flag) {
    return flags.has(flag, "*derived_reply");
  }

  private ObjectNode costs(Map<String, CgrEvent> events) {
    ObjectNode costs = RpcJson.object();
    events.forEach((run, event) -> {
      RatedEvent rated = ledger.rated(event, null);
      costs.set(run, RpcJson.number(prices.of(rated, event.used()).cost()));
    });
    return costs;
  }

  private void charge(CgrEvent event, EventFlags flags, ObjectNode reply) {
    if (flags.has(RATING, "*authorize")) {
      tell(sessions.covered(event, flags.has(RATING, "*fd")), flags, reply);
    } else if (flags.has(RATING, "*initiate")) {
      SessionMethods.requireOrigin(event);
      tell(desk.open(event, sessions.runs(event)).byRun(), flags, reply);
    } else if (flags.has(RATING, "*update")) {
      SessionMethods.requireOrigin(event);
      tell(desk.update(event, () -> sessions.runs(event)).byRun(), flags, reply);
    } else if (flags.has(RATING, "*terminate")) {
      SessionMethods.requireOrigin(event);
      desk.end(event, () -> sessions.runs(event));
    }
  }

  /** The least of what any run may use; all of them where that is wanted. */
  private static void tell(Map<String, Long> usages, EventFlags flags, ObjectNode reply) {
    ObjectNode told = reply.putObject("MaxUsage");
    if (derived(flags, RATING)) {
      usages.forEach(told::put);
    }
    told.put(RAW, SessionDesk.least(usages));
  }

  private void record(CgrEvent event, EventFlags flags) {
    try {
      sessions.record(event);
    } catch (RpcError refused) {
      throw new RpcError(
          flags.isSet("*blocker_error") ? "CDRS_ERROR:" + refused.text() : "PARTIALLY_EXECUTED");
    }
  }
}
