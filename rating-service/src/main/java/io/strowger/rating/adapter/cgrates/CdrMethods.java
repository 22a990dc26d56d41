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
import io.strowger.rating.cgrates.session.ApiSession;
import java.util.ArrayList;
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
  private static final Shape FLAGS = Shape.named("ArgV1ProcessEvent").texts("Flags");

  private final CdrDesk desk;
  private final CdrStore store;
  private final ChargerMethods chargers;
  private final Defaults defaults;
  private final Map<String, Method> methods = new HashMap<>();

  CdrMethods(CdrDesk desk, CdrStore store, ChargerMethods chargers, Defaults defaults) {
    this.desk = desk;
    this.store = store;
    this.chargers = chargers;
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    methods.put("CDRsV1.ProcessExternalCDR", Method.doing(EXTERNAL, this::external));
    methods.put("CDRsV1.ProcessEvent", this::event);
    methods.put("CDRsV1.GetCDRs", Method.of(CdrFilter.SHAPE, given -> list(given, Cdr::internal)));
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
    List<Cdr> found = store.find(query(given));
    if (found.isEmpty()) {
      throw RpcError.notFound();
    }
    ArrayNode records = RpcJson.array();
    found.forEach(cdr -> records.add(telling.apply(cdr)));
    return records;
  }

  private JsonNode count(Fields given) {
    return LongNode.valueOf(store.count(query(given)));
  }

  private void remove(Fields given) {
    store.remove(query(given));
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
    process(rate ? charged(uncharged(event)) : List.of(event), new CdrDesk.Flags(rate, true));
  }

  /** What a client says of a cost counts only where it says that it was rated before. */
  private static CgrEvent uncharged(CgrEvent event) {
    return event.without("Cost", "CostDetails", "CostSource", "ExtraInfo");
  }

  private List<CgrEvent> charged(CgrEvent event) {
    try {
      return chargers.runs(event);
    } catch (RpcError none) {
      throw new RpcError("PARTIALLY_EXECUTED");
    }
  }

  private JsonNode event(JsonNode argument) {
    CgrEvent event = EventArguments.event(argument, defaults);
    List<String> flags = FLAGS.read(argument).texts("Flags");
    for (String flag : List.of("*rerate", "*refund", "*reprocess")) {
      if (isSet(flags, flag, false)) {
        throw RpcError.notImplemented(
            "CDRsV1.ProcessEvent " + flag, "charges are corrected by the REST interface");
      }
    }
    boolean rate = isSet(flags, "*rals", true);
    CgrEvent told = rate ? uncharged(event) : event;
    List<CgrEvent> runs = isSet(flags, "*chargers", true) ? charged(told) : List.of(told);
    process(runs, new CdrDesk.Flags(rate, isSet(flags, "*store", true)));
    return RpcJson.ok();
  }

  private static boolean isSet(List<String> flags, String name, boolean otherwise) {
    for (String flag : flags) {
      if (flag.equals(name) || flag.startsWith(name + ":")) {
        return !flag.equals(name + ":false");
      }
    }
    return otherwise;
  }

  private void process(List<CgrEvent> runs, CdrDesk.Flags flags) {
    desk.process(runs, flags);
  }

  /** The records of a session that is over; without one, those of an event of its own. */
  void ofSession(CgrEvent event, Optional<ApiSession> session) {
    if (session.isEmpty()) {
      process(charged(event), new CdrDesk.Flags(true, true));
      return;
    }
    List<CgrEvent> runs = new ArrayList<>();
    session.get().runs().forEach(run -> runs.add(CgrEvent.of(session.get().tenant(), run.event())));
    try {
      process(runs, new CdrDesk.Flags(true, true));
    } catch (RpcError refused) {
      throw new RpcError("PARTIALLY_EXECUTED");
    }
  }
}
