package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cdr.Cdr;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.event.EventFilter;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.SessionRun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code GetActiveSessions}: what is under way. */
final class ActiveSessionMethods {
  private static final int MICRO = 6;
  private static final Shape FILTER =
      Shape.named("SessionFilter").texts("Filters").whole("Limit").text("Tenant");

  private final ApiSessionStore store;
  private final Defaults defaults;

  ActiveSessionMethods(ApiSessionStore store, Defaults defaults) {
    this.store = store;
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("SessionSv1.GetActiveSessions", Method.of(FILTER, this::list));
    methods.put(
        "SessionSv1.GetActiveSessionsCount",
        Method.of(FILTER, given -> IntNode.valueOf(matching(given).size())));
    // Sessions are in the database: every instance leads them, none keeps copies of another's.
    methods.put(
        "SessionSv1.GetPassiveSessions",
        _ -> {
          throw RpcError.notFound();
        });
    methods.put("SessionSv1.GetPassiveSessionsCount", _ -> IntNode.valueOf(0));
    return methods;
  }

  private JsonNode list(Fields given) {
    ArrayNode all = matching(given);
    if (all.isEmpty()) {
      throw RpcError.notFound();
    }
    return all;
  }

  private ArrayNode matching(Fields given) {
    List<EventFilter> filters =
        given.texts("Filters").stream().map(text -> EventFilter.of(text, "")).toList();
    ArrayNode found = RpcJson.array();
    int limit = given.whole("Limit");
    for (ApiSession session : store.active(given.textOr("Tenant", defaults.tenant()))) {
      for (SessionRun run : session.runs()) {
        CgrEvent event = CgrEvent.of(session.tenant(), run.event());
        boolean room = limit <= 0 || found.size() < limit;
        if (room && filters.stream().allMatch(filter -> filter.passes(event))) {
          found.add(told(session, run, event));
        }
      }
    }
    return found;
  }

  private ObjectNode told(ApiSession session, SessionRun run, CgrEvent event) {
    Instant now = defaults.clock().instant();
    ObjectNode told = RpcJson.object();
    told.put("CGRID", session.cgrId());
    told.put("RunID", run.runId());
    for (String field : List.of("ToR", "OriginID", "OriginHost")) {
      told.put(field, event.text(field));
    }
    told.put("Source", "SessionS_" + event.text("EventName"));
    told.put("RequestType", event.text("RequestType"));
    told.put("Tenant", session.tenant());
    for (String field : List.of("Category", "Account", "Subject", "Destination")) {
      told.put(field, event.text(field));
    }
    told.set(
        "SetupTime", RpcJson.time(event.time("SetupTime", defaults.times(), now).orElse(null)));
    told.set(
        "AnswerTime", RpcJson.time(event.time("AnswerTime", defaults.times(), now).orElse(null)));
    told.put("Usage", run.totalUsage());
    told.set("ExtraFields", Cdr.extraFields(event));
    told.put("NodeID", "strowger-rating");
    told.put("LoopIndex", run.metered().steps());
    told.put("DurationIndex", run.metered().drawnTo());
    told.put("MaxRate", 0);
    told.put("MaxRateUnit", 0);
    told.set("MaxCostSoFar", RpcJson.number(BigDecimal.valueOf(run.metered().costMicros(), MICRO)));
    told.put("DebitInterval", 0);
    told.set("NextAutoDebit", RpcJson.time(null));
    return told;
  }
}
