package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.Leg;
import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.event.Escaping;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code show channels} and {@code show codec}, as JSON or as text. */
final class ShowCommands {

  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> CODECS =
      List.of("AMR / Octet Aligned", "G.711 alaw", "G.711 ulaw", "PROXY PASS-THROUGH");

  /** {@code amr_debug} is there where mod_amr was built with its library. */
  private static final List<String> APIS = List.of("amr_debug", "fsctl", "show", "version");

  private final Exchange exchange;

  ShowCommands(Exchange exchange) {
    this.exchange = exchange;
  }

  void register(Map<String, ApiCommands.ApiCommand> commands) {
    commands.put("show", (argument, reply) -> reply.accept(show(argument)));
  }

  private String show(String argument) {
    boolean json = argument.endsWith(" as json");
    return switch (argument.split(" ")[0]) {
      case "channels" ->
          argument.startsWith("channels count")
              ? count(json)
              : rows(exchange.legs().all().stream().map(this::channel).toList(), json);
      case "api" -> rows(APIS.stream().map(ShowCommands::api).toList(), json);
      case "calls", "registrations", "modules" -> rows(List.of(), json);
      case "codec", "codecs" -> rows(CODECS.stream().map(ShowCommands::codec).toList(), json);
      default -> "-USAGE: codec|channels [count] [as json]\n";
    };
  }

  private String count(boolean json) {
    int legs = exchange.legs().all().size();
    return json ? "{\"row_count\": " + legs + "}\n" : "\n" + legs + " total.\n";
  }

  private static String rows(List<Map<String, String>> rows, boolean json) {
    if (rows.isEmpty()) {
      return json ? "{\"row_count\": 0}\n" : "\n0 total.\n";
    }
    if (json) {
      return rows.stream()
          .map(ShowCommands::object)
          .collect(Collectors.joining(",", "{\"row_count\":" + rows.size() + ",\"rows\":[", "]}"));
    }
    String head = String.join(",", rows.getFirst().keySet());
    return rows.stream()
        .map(row -> String.join(",", row.values()))
        .collect(Collectors.joining("\n", head + "\n", "\n\n" + rows.size() + " total.\n"));
  }

  private static String object(Map<String, String> row) {
    StringBuilder text = new StringBuilder("{");
    for (Map.Entry<String, String> entry : row.entrySet()) {
      text.append(text.length() == 1 ? "" : ",");
      Escaping.json(text, entry.getKey());
      text.append(':');
      Escaping.json(text, entry.getValue());
    }
    return text.append('}').toString();
  }

  private static Map<String, String> api(String name) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("type", "api");
    row.put("name", name);
    row.put("ikey", name.startsWith("amr") ? "mod_amr" : "mod_commands");
    return row;
  }

  private static Map<String, String> codec(String name) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("type", "codec");
    row.put("name", name);
    row.put("ikey", name.startsWith("AMR") ? "mod_amr" : "CORE_PCM_MODULE");
    return row;
  }

  private Map<String, String> channel(Leg leg) {
    Channel channel = leg.channel();
    Map<String, String> row = new LinkedHashMap<>();
    identity(row, channel);
    row.put("application", channel.variables().get("current_application"));
    row.put("application_data", channel.variables().get("current_application_data"));
    row.put("dialplan", "XML");
    row.put("context", "public");
    media(row, channel);
    row.put("secure", "");
    row.put("hostname", exchange.core().identity().switchName());
    row.put("presence_id", "");
    row.put("presence_data", "");
    row.put("accountcode", channel.variables().get("accountcode"));
    row.put("callstate", channel.callState().name());
    row.put("callee_name", channel.profile().calleeName());
    row.put("callee_num", channel.profile().calleeNumber());
    row.put("callee_direction", "");
    row.put("call_uuid", leg.isJoined() ? channel.variables().get("call_uuid") : "");
    row.put("sent_callee_name", "");
    row.put("sent_callee_num", "");
    initial(row, channel);
    return row;
  }

  private static void identity(Map<String, String> row, Channel channel) {
    long seconds = channel.times().created() / 1_000_000;
    row.put("uuid", channel.uuid());
    row.put("direction", channel.isInbound() ? "inbound" : "outbound");
    row.put("created", CREATED.format(Instant.ofEpochSecond(seconds)));
    row.put("created_epoch", Long.toString(seconds));
    row.put("name", channel.name());
    row.put("state", channel.state());
    row.put("cid_name", channel.profile().callerName());
    row.put("cid_num", channel.profile().callerNumber());
    row.put("ip_addr", "127.0.0.1");
    row.put("dest", channel.profile().destination());
  }

  private static void media(Map<String, String> row, Channel channel) {
    boolean has = !channel.codec().isEmpty();
    for (String way : List.of("read", "write")) {
      row.put(way + "_codec", channel.codec());
      row.put(way + "_rate", has ? "8000" : "");
      row.put(way + "_bit_rate", has ? "64000" : "");
    }
  }

  private static void initial(Map<String, String> row, Channel channel) {
    row.put("initial_cid_name", channel.profile().callerName());
    row.put("initial_cid_num", channel.profile().callerNumber());
    row.put("initial_ip_addr", "127.0.0.1");
    row.put("initial_dest", channel.profile().destination());
    row.put("initial_dialplan", "XML");
    row.put("initial_context", "public");
  }
}
