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
import io.strowger.rating.cgrates.session.AutoDebit;
import io.strowger.rating.cgrates.session.SessionRun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GetActiveSessions}, {@code ForceDisconnect}: what is under way, and its end by hand. */
final class ActiveSessionMethods {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveSessionMethods.class);
  private static final int MICRO = 6;
  private static final Shape FILTER =
      Shape.named("SessionFilter").texts("Filters").whole("Limit").text("Tenant");

  private final ApiSessionStore store;
  private final SessionDesk desk;
  private final Defaults defaults;

  ActiveSessionMethods(ApiSessionStore store, SessionDesk desk, Defaults defaults) {
    this.store = store;
    this.desk = desk;
    this.defaults = defaults;
  }

  private record Active(ApiSession session, SessionRun run, CgrEvent event) {}

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("SessionSv1.GetActiveSessions", Method.of(FILTER, this::list));
    methods.put(
        "SessionSv1.GetActiveSessionsCount",
        Method.of(FILTER, given -> IntNode.valueOf(matching(given).size())));
    methods.put("SessionSv1.ForceDisconnect", Method.of(FILTER, this::disconnect));
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
    ArrayNode all = RpcJson.array();
    matching(given).forEach(active -> all.add(told(active)));
    if (all.isEmpty()) {
      throw RpcError.notFound();
    }
    return all;
  }

  /** Ends sessions as if they had not been heard of in time; those that cannot be are left. */
  private JsonNode disconnect(Fields given) {
    Set<String> ids = new LinkedHashSet<>();
    matching(given).forEach(active -> ids.add(active.session().cgrId()));
    if (ids.isEmpty()) {
      throw RpcError.notFound();
    }
    boolean all = true;
    for (String id : ids) {
      try {
        desk.disconnect(id);
      } catch (RpcError refused) {
        LOG.warn("session {} goes on: {}", id, refused.text());
        all = false;
      }
    }
    return all ? RpcJson.ok() : RpcJson.text("PARTIALLY_EXECUTED");
  }

  private List<Active> matching(Fields given) {
    List<EventFilter> filters =
        given.texts("Filters").stream().map(text -> EventFilter.of(text, "")).toList();
    List<Active> found = new ArrayList<>();
    int limit = given.whole("Limit");
    for (ApiSession session : store.active(given.textOr("Tenant", defaults.tenant()))) {
      for (SessionRun run : session.runs()) {
        CgrEvent event = CgrEvent.of(session.tenant(), run.event());
        boolean room = limit <= 0 || found.size() < limit;
        if (room && filters.stream().allMatch(filter -> filter.passes(event))) {
          found.add(new Active(session, run, event));
        }
      }
    }
    return found;
  }

  private ObjectNode told(Active active) {
    ApiSession session = active.session();
    SessionRun run = active.run();
    CgrEvent event = active.event();
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
    AutoDebit debits = session.autoDebit();
    told.put("DebitInterval", debits == null ? 0 : debits.interval());
    told.set("NextAutoDebit", RpcJson.time(debits == null ? null : debits.next()));
    return told;
  }
}
