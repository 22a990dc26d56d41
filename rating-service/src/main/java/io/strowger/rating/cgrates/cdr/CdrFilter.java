package io.strowger.rating.cgrates.cdr;

import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.cdr.CdrQuery.Condition;
import io.strowger.rating.cgrates.cdr.CdrQuery.Field;
import io.strowger.rating.cgrates.cdr.CdrQuery.Order;
import io.strowger.rating.cgrates.cdr.CdrQuery.Ranged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Filters of records as clients write them. */
public final class CdrFilter {
  private static final Map<String, Field> LISTS =
      Map.ofEntries(
          Map.entry("CGRIDs", Field.CGRID),
          Map.entry("RunIDs", Field.RUN_ID),
          Map.entry("OriginIDs", Field.ORIGIN_ID),
          Map.entry("OriginHosts", Field.ORIGIN_HOST),
          Map.entry("Sources", Field.SOURCE),
          Map.entry("ToRs", Field.TOR),
          Map.entry("RequestTypes", Field.REQUEST_TYPE),
          Map.entry("Tenants", Field.TENANT),
          Map.entry("Categories", Field.CATEGORY),
          Map.entry("Accounts", Field.ACCOUNT),
          Map.entry("Subjects", Field.SUBJECT));

  private static final Map<String, String> FIRST_NAMES =
      Map.of(
          "CGRIDs", "CgrIds",
          "RunIDs", "MediationRunIds",
          "ToRs", "TORs",
          "OriginHosts", "CdrHosts",
          "Sources", "CdrSources",
          "RequestTypes", "ReqTypes");

  /** The filter of {@code CDRsV1.GetCDRs} and {@code APIerSv2.GetCDRs}. */
  public static final Shape SHAPE = shape();

  /** The filter of {@code APIerSv1.GetCDRs}. */
  public static final Shape FIRST_SHAPE =
      Shape.named("AttrGetCdrs")
          .texts("CgrIds", "MediationRunIds", "TORs", "CdrHosts", "CdrSources", "ReqTypes")
          .texts("Tenants", "Categories", "Accounts", "Subjects", "DestinationPrefixes")
          .whole("OrderIdStart", "OrderIdEnd")
          .text("TimeStart", "TimeEnd")
          .flag("SkipErrors", "SkipRated")
          .text("OrderBy")
          .whole("Limit", "Offset");

  private final Fields given;
  private final GoTime times;
  private final Instant now;
  private final List<Condition> all = new ArrayList<>();

  private CdrFilter(Fields given, GoTime times, Instant now) {
    this.given = given;
    this.times = times;
    this.now = now;
  }

  private static Shape shape() {
    Shape shape = Shape.named("RPCCDRsFilter");
    for (String list : LISTS.keySet()) {
      shape = shape.texts(list, "Not" + list);
    }
    for (String time : List.of("SetupTime", "AnswerTime", "CreatedAt", "UpdatedAt")) {
      shape = shape.text(time + "Start", time + "End");
    }
    return shape
        .texts("DestinationPrefixes", "NotDestinationPrefixes")
        .free("ExtraFields", "NotExtraFields", "ExtraArgs")
        .text("MinUsage", "MaxUsage", "OrderBy")
        .whole("Limit", "Offset");
  }

  /**
   * Reads a filter.
   *
   * @throws RpcError when a time or a duration cannot be read
   */
  public static CdrQuery read(Fields given, GoTime times, Instant now) {
    try {
      return new CdrFilter(given, times, now).read();
    } catch (RpcError unreadable) {
      throw RpcError.server(unreadable.text());
    }
  }

  private CdrQuery read() {
    LISTS.forEach((list, field) -> {
      oneOf(field, given.texts(list), false);
      oneOf(field, given.texts("Not" + list), true);
      oneOf(field, given.texts(FIRST_NAMES.getOrDefault(list, "")), false);
    });
    prefix(given.texts("DestinationPrefixes"), false);
    prefix(given.texts("NotDestinationPrefixes"), true);
    range(Ranged.SETUP_TIME, "SetupTime");
    range(Ranged.ANSWER_TIME, "AnswerTime");
    range(Ranged.ANSWER_TIME, "Time");
    range(Ranged.CREATED_AT, "CreatedAt");
    range(Ranged.UPDATED_AT, "UpdatedAt");
    usage(given.text("MinUsage"), true);
    usage(given.text("MaxUsage"), false);
    extra("ExtraFields", false);
    extra("NotExtraFields", true);
    orders();
    String[] order = given.text("OrderBy").split(";");
    return new CdrQuery(
        all,
        order(order[0]),
        order.length > 1 && order[1].equals("desc"),
        given.whole("Limit"),
        given.whole("Offset"));
  }

  private static Order order(String name) {
    return switch (name) {
      case "AnswerTime" -> Order.ANSWER_TIME;
      case "SetupTime" -> Order.SETUP_TIME;
      case "Usage" -> Order.USAGE;
      case "Cost" -> Order.COST;
      default -> Order.ORDER_ID;
    };
  }

  private void oneOf(Field field, List<String> values, boolean not) {
    if (!values.isEmpty()) {
      all.add(new Condition.OneOf(field, values, not));
    }
  }

  private void prefix(List<String> prefixes, boolean not) {
    if (!prefixes.isEmpty()) {
      all.add(new Condition.Prefix(prefixes, not));
    }
  }

  private void range(Ranged field, String name) {
    Instant start = times.parse(given.text(name + "Start"), now);
    Instant end = times.parse(given.text(name + "End"), now);
    if (start != null) {
      all.add(new Condition.Time(field, start, true));
    }
    if (end != null) {
      all.add(new Condition.Time(field, end, false));
    }
  }

  private void usage(String text, boolean from) {
    if (!text.isEmpty()) {
      all.add(new Condition.Number(Ranged.USAGE, GoDuration.nanos(text), from));
    }
  }

  private void extra(String name, boolean not) {
    given
        .free(name)
        .ifPresent(fields ->
            fields
                .properties()
                .forEach(field ->
                    all.add(new Condition.Extra(field.getKey(), field.getValue().asText(), not))));
  }

  private void orders() {
    long start =
        given.json().path("ExtraArgs").path("OrderIDStart").asLong(given.whole("OrderIdStart"));
    long end = given.json().path("ExtraArgs").path("OrderIDEnd").asLong(given.whole("OrderIdEnd"));
    if (start > 0) {
      all.add(new Condition.Number(Ranged.ORDER_ID, start, true));
    }
    if (end > 0) {
      all.add(new Condition.Number(Ranged.ORDER_ID, end, false));
    }
    if (given.flag("SkipErrors")) {
      all.add(new Condition.Number(Ranged.COST, 0, true));
    }
    if (given.flag("SkipRated")) {
      all.add(new Condition.Number(Ranged.COST, 0, false));
    }
  }
}
