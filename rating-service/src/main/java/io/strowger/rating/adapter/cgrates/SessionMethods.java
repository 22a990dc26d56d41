package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@code SessionSv1}: calls and other sessions, led by requests. */
final class SessionMethods {
  private static final int NANO = 9;
  private static final Shape FLAGS =
      Shape.named("V1SessionArgs")
          .flag("GetAttributes", "AuthorizeResources", "AllocateResources", "ReleaseResources")
          .flag("GetMaxUsage", "InitSession", "UpdateSession", "TerminateSession", "Debit")
          .flag("ForceDuration", "GetRoutes", "ProcessThresholds", "ProcessStats");

  private final SessionDesk desk;
  private final ChargerMethods chargers;
  private final EventLedger ledger;
  private final AccountBooks books;
  private final CdrMethods records;
  private final Map<String, Method> methods = new HashMap<>();

  SessionMethods(
      SessionDesk desk,
      ChargerMethods chargers,
      EventLedger ledger,
      AccountBooks books,
      CdrMethods records) {
    this.desk = desk;
    this.chargers = chargers;
    this.ledger = ledger;
    this.books = books;
    this.records = records;
  }

  Map<String, Method> methods() {
    add("AuthorizeEvent", this::authorise);
    add("AuthorizeEventWithDigest", argument -> digest(authorise(argument), true));
    add("InitiateSession", this::initiate);
    add("InitiateSessionWithDigest", argument -> digest(initiate(argument), false));
    add("UpdateSession", this::update);
    add("TerminateSession", this::terminate);
    add("ProcessMessage", this::message);
    add("ProcessCDR", this::processCdr);
    add("SyncSessions", _ -> RpcJson.ok());
    return methods;
  }

  private void add(String name, Method method) {
    methods.put("SessionSv1." + name, method);
  }

  /**
   * The runs of an event.
   *
   * @throws RpcError when no charger is for it
   */
  List<CgrEvent> runs(CgrEvent event) {
    try {
      return chargers.runs(event);
    } catch (RpcError refused) {
      throw new RpcError("CHARGERS_ERROR:" + refused.text());
    }
  }

  private JsonNode authorise(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    Fields given =
        EventArguments.wanted(
            argument, FLAGS, "GetAttributes", "AuthorizeResources", "GetMaxUsage", "GetRoutes");
    ObjectNode reply = RpcJson.object();
    if (given.flag("GetMaxUsage")) {
      reply.put("MaxUsage", SessionDesk.least(covered(event, given.flag("ForceDuration"))));
    }
    EventArguments.refuseOthers(given);
    return reply;
  }

  /**
   * How much of an event each of its runs may use.
   *
   * @throws RpcError when one may not use anything, or, when it is all or nothing, not all of it
   */
  Map<String, Long> covered(CgrEvent event, boolean allOrNothing) {
    long wanted =
        event.usage("Usage").orElseGet(() -> RatedEvent.usualUsage(event.textOr("ToR", "*voice")));
    Map<String, Long> usages = new LinkedHashMap<>();
    for (CgrEvent run : runs(event)) {
      RatedEvent rated = ledger.rated(run, null);
      long covered =
          rated.kind().isAuthorised()
              ? SessionDesk.rals(() ->
                  ledger
                      .meter(ledger.account(run).flatMap(books::find), rated, null)
                      .affordable(wanted, allOrNothing))
              : wanted;
      usages.put(run.text("RunID"), Math.min(covered, wanted));
    }
    return usages;
  }

  private JsonNode initiate(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    Fields given =
        EventArguments.wanted(argument, FLAGS, "GetAttributes", "AllocateResources", "InitSession");
    EventArguments.refuseOthers(given);
    return granted(given.flag("InitSession"), event, () -> desk.open(event, runs(event)).usage());
  }

  private JsonNode update(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    Fields given = EventArguments.wanted(argument, FLAGS, "GetAttributes", "UpdateSession");
    return granted(
        given.flag("UpdateSession"), event, () -> desk.update(event, () -> runs(event)).usage());
  }

  private JsonNode granted(boolean wanted, CgrEvent event, LongSupplier usage) {
    ObjectNode reply = RpcJson.object();
    if (wanted) {
      requireOrigin(event);
      reply.put("MaxUsage", usage.getAsLong());
    }
    return reply;
  }

  private JsonNode terminate(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    Fields given = EventArguments.wanted(argument, FLAGS, "TerminateSession", "ReleaseResources");
    if (given.flag("TerminateSession")) {
      requireOrigin(event);
      desk.end(event, () -> runs(event));
    }
    EventArguments.refuseOthers(given);
    return RpcJson.ok();
  }

  /** Without an id of its origin a session could not be told from another. */
  static void requireOrigin(CgrEvent event) {
    if (event.text("OriginID").isEmpty() && event.text("CGRID").isEmpty()) {
      throw RpcError.missing(List.of("OriginID"));
    }
  }

  /** Opened and ended at once. */
  private JsonNode message(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, ledger.defaults());
    Fields given = FLAGS.read(argument); // it may want nothing
    EventArguments.refuseOthers(given);
    ObjectNode reply = RpcJson.object();
    if (given.flag("Debit")) {
      requireOrigin(event);
      reply.put("MaxUsage", desk.charge(event, runs(event)));
    }
    return reply;
  }

  private JsonNode processCdr(JsonNode argument) {
    record(EventArguments.event(argument, ledger.defaults()));
    return RpcJson.ok();
  }

  /** Keeps the records of an event that is over, or of its session; ends one still under way. */
  void record(CgrEvent event) {
    CgrEvent named = event.text("Source").isEmpty() ? event.with("Source", "*sessions") : event;
    records.ofSession(named, desk.over(event));
  }

  /** The reply on one level, with seconds. */
  private static JsonNode digest(JsonNode reply, boolean withRoutes) {
    ObjectNode digest = RpcJson.object();
    for (String name : List.of("AttributesDigest", "AllocatedIP", "ResourceAllocation")) {
      digest.set(name, NullNode.getInstance());
    }
    long usage = reply.path("MaxUsage").asLong();
    digest.set("MaxUsage", RpcJson.number(BigDecimal.valueOf(usage, usage < 0 ? 0 : NANO)));
    if (withRoutes) {
      digest.set("RoutesDigest", NullNode.getInstance());
    }
    for (String name : List.of("Thresholds", "StatQueues")) {
      digest.set(name, NullNode.getInstance());
    }
    return digest;
  }
}
