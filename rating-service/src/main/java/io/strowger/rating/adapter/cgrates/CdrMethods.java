package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cdr.Cdr;
import io.strowger.rating.cgrates.cdr.CdrFilter;
import io.strowger.rating.cgrates.cdr.CdrQuery;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.event.EventFlags;
import io.strowger.rating.cgrates.session.ApiSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code CDRsV1}: events that are over are rated, kept, and found again. */
final class CdrMethods {
  private static final Shape EXTERNAL =
      Shape.named("ExternalCDR")
          .text("CGRID", "RunID", "OriginHost", "Source", "OriginID", "ToR", "RequestType")
          .text("Tenant", "Category", "Account", "Subject", "Destination")
          .text("SetupTime", "AnswerTime", "Usage")
          .free("ExtraFields")
          .text("CostSource")
          .free("Cost", "CostDetails")
          .text("ExtraInfo")
          .flag("PreRated");
  private static final Shape COST = Shape.named("AttrGetCallCost").text("CgrId", "RunId");
  private static final Shape FLAGS = Shape.named("ArgV1ProcessEvent").texts("Flags");

  private final CdrDesk desk;
  private final KeptCdrs records;
  private final ChargeDetails details;
  private final ChargerMethods chargers;
  private final Defaults defaults;
  private final Map<String, Method> methods = new HashMap<>();

  CdrMethods(
      CdrDesk desk,
      KeptCdrs records,
      ChargeDetails details,
      ChargerMethods chargers,
      Defaults defaults) {
    this.desk = desk;
    this.records = records;
    this.details = details;
    this.chargers = chargers;
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    methods.put("CDRsV1.ProcessExternalCDR", Method.doing(EXTERNAL, this::external));
    methods.put("CDRsV1.ProcessEvent", this::event);
    methods.put("CDRsV2.ProcessEvent", this::eventTold);
    methods.put("CDRsV1.RateCDRs", this::rate);
    methods.put("CDRsV1.ReprocessCDRs", this::reprocess);
    methods.put("CDRsV1.GetCDRs", Method.of(CdrFilter.SHAPE, this::internals));
    methods.put("APIerSv1.GetEventCost", Method.of(COST, this::eventCost));
    methods.put(
        "APIerSv2.GetCDRs", Method.of(CdrFilter.SHAPE, given -> list(given, Cdr::external)));
    methods.put(
        "APIerSv1.GetCDRs", Method.of(CdrFilter.FIRST_SHAPE, given -> list(given, Cdr::external)));
    methods.put("CDRsV1.GetCDRsCount", Method.of(CdrFilter.SHAPE, this::count));
    methods.put("APIerSv2.CountCDRs", Method.of(CdrFilter.SHAPE, this::count));
    methods.put("APIerSv1.RemoveCDRs", Method.doing(CdrFilter.SHAPE, this::remove));
    return methods;
  }

  private CdrQuery query(Fields given) {
    return CdrFilter.read(given, defaults.times(), defaults.clock().instant());
  }

  private JsonNode list(Fields given, Function<Cdr, JsonNode> telling) {
    return told(records.some(query(given)), telling);
  }

  private JsonNode told(List<CdrStore.Kept> found, Function<Cdr, JsonNode> telling) {
    ArrayNode told = RpcJson.array();
    found.forEach(kept -> told.add(telling.apply(details.filled(kept))));
    return told;
  }

  private JsonNode internals(Fields given) {
    List<CdrStore.Kept> found = records.find(query(given));
    if (found.isEmpty()) {
      throw RpcError.server("NOT_FOUND"); // what others answer without its prefix
    }
    return told(found, Cdr::internal);
  }

  private JsonNode eventCost(Fields given) {
    given.require("CgrId");
    return kept(given.text("CgrId"), given.textOr("RunId", "*default"))
        .map(cdr -> cdr.cost().details())
        .filter(JsonNode::isObject)
        .orElseThrow(RpcError::notFound);
  }

  /** The record of a run. */
  private Optional<Cdr> kept(String cgrId, String runId) {
    ObjectNode filter = RpcJson.object();
    filter.putArray("CGRIDs").add(cgrId);
    filter.putArray("RunIDs").add(runId);
    return records.find(query(CdrFilter.SHAPE.read(filter))).stream()
        .findFirst()
        .map(details::filled);
  }

  private JsonNode count(Fields given) {
    return LongNode.valueOf(records.count(query(given)));
  }

  private void remove(Fields given) {
    records.remove(query(given));
  }

  private void external(Fields given) {
    // What cannot be read is told before anything is charged.
    defaults.times().parse(given.text("SetupTime"), defaults.clock().instant());
    defaults.times().parse(given.text("AnswerTime"), defaults.clock().instant());
    GoDuration.nanos(given.text("Usage"));
    ObjectNode fields = RpcJson.object();
    given
        .json()
        .properties()
        .forEach(member -> {
          JsonNode value = member.getValue();
          boolean empty = value.isNull() || value.isTextual() && value.asText().isEmpty();
          if (!empty) {
            fields.set(member.getKey(), value);
          }
        });
    if (given.text("Subject").isEmpty()) {
      fields.put("Subject", given.text("Account"));
    }
    CgrEvent event = CgrEvent.of(given.textOr("Tenant", defaults.tenant()), fields);
    boolean rate = !given.flag("PreRated");
    // What a client says of a cost counts only where it says that it was rated before.
    List<CgrEvent> runs = rate ? charged(RunCosts.uncharged(event)) : List.of(event);
    desk.process(runs, new CdrDesk.Flags(rate, true, false));
  }

  private List<CgrEvent> charged(CgrEvent event) {
    try {
      return chargers.runs(event);
    } catch (RpcError none) {
      throw new RpcError("PARTIALLY_EXECUTED");
    }
  }

  private JsonNode event(JsonNode argument) {
    processed(argument);
    return RpcJson.ok();
  }

  /** The same, answered by what was kept of each run. */
  private JsonNode eventTold(JsonNode argument) {
    ArrayNode told = RpcJson.array();
    for (CgrEvent run : processed(argument)) {
      CgrEvent filled = desk.filled(run);
      ObjectNode one = told.addObject();
      one.putArray("Flags");
      one.set(
          "Event",
          kept(filled.cgrId(), filled.text("RunID")).map(Cdr::asEvent).orElseGet(filled::fields));
    }
    return told;
  }

  private List<CgrEvent> processed(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, defaults).without(RunCosts.CHARGE);
    EventFlags flags = EventFlags.of(FLAGS.read(argument).texts("Flags"));
    boolean rerate = flags.isSet("*rerate", event.option("*rerate", false));
    boolean refund = flags.isSet("*refund", event.option("*refund", rerate));
    boolean rate = flags.isSet("*rals", rerate || !refund);
    CgrEvent told = rate ? RunCosts.uncharged(event) : event;
    List<CgrEvent> runs = flags.isSet("*chargers", true) ? charged(told) : List.of(told);
    CdrDesk.Flags wanted = new CdrDesk.Flags(rate, flags.isSet("*store", true), false);
    if (!rerate && !refund) {
      desk.process(runs, wanted);
    } else if (rate) {
      records.rate(runs, wanted);
    } else {
      records.giveBack(runs);
    }
    return runs;
  }

  private JsonNode rate(JsonNode argument) {
    records.rate(query(CdrFilter.SHAPE.read(argument)));
    return RpcJson.ok();
  }

  /** Nothing is kept or exported anew: what a record may want is another price. */
  private JsonNode reprocess(JsonNode argument) {
    EventFlags flags = EventFlags.of(FLAGS.read(argument).texts("Flags"));
    CdrQuery query = query(CdrFilter.SHAPE.read(argument));
    boolean rerate = flags.isSet("*rerate");
    if (rerate || flags.isSet("*rals")) {
      records.rate(query);
    } else if (flags.isSet("*refund")) {
      records.giveBack(query);
    } else {
      records.some(query);
    }
    return RpcJson.ok();
  }

  /** The records of a session that is over; without one, those of an event of its own. */
  void ofSession(CgrEvent event, Optional<ApiSession> session) {
    if (session.isEmpty()) {
      desk.process(charged(RunCosts.uncharged(event)), CdrDesk.Flags.ALL);
      return;
    }
    List<CgrEvent> runs = SessionStep.events(session.get());
    try {
      desk.process(runs, CdrDesk.Flags.ALL);
    } catch (RpcError refused) {
      throw new RpcError("PARTIALLY_EXECUTED");
    }
  }
}
