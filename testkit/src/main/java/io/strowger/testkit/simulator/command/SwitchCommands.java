package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.OriginatedCalls;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.engine.SwitchIdentity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Commands about the switch as a whole, and {@code originate}. */
final class SwitchCommands {

  private static final String ORIGINATE_USAGE =
      "-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>]"
          + " [<cid_name>] [<cid_num>] [<timeout_sec>]\n";

  private static final List<String> FOLDERS =
      List.of(
          "base",
          "recordings",
          "sounds",
          "conf",
          "log",
          "run",
          "db",
          "mod",
          "htdocs",
          "script",
          "temp",
          "grammar",
          "certs",
          "storage",
          "cache");

  private final Exchange exchange;
  private boolean paused;

  SwitchCommands(Exchange exchange) {
    this.exchange = exchange;
  }

  void register(Map<String, ApiCommands.ApiCommand> commands) {
    commands.put("status", (argument, reply) -> reply.accept(status()));
    commands.put("version", (argument, reply) -> reply.accept(version()));
    commands.put("hostname", (argument, reply) -> reply.accept(SwitchIdentity.HOSTNAME));
    commands.put("switchname", (argument, reply) -> reply.accept(switchName()));
    commands.put("global_getvar", (argument, reply) -> reply.accept(global(argument)));
    commands.put("originate", this::originate);
    commands.put("hupall", (argument, reply) -> reply.accept(hangUpAll(argument)));
    commands.put("fsctl", (argument, reply) -> reply.accept(control(argument)));
    commands.put("sofia", (argument, reply) -> reply.accept(SofiaReports.answer(argument)));
    commands.put("reloadxml", (argument, reply) -> reply.accept("+OK [Success]\n"));
    commands.put("reloadacl", (argument, reply) -> reply.accept("+OK acl reloaded\n"));
  }

  static String uptime(long micros) {
    Duration up = Duration.ofNanos(micros * 1_000);
    return "0 years, "
        + up.toDays()
        + " days, "
        + up.toHoursPart()
        + " hours, "
        + up.toMinutesPart()
        + " minutes, "
        + up.toSecondsPart()
        + " seconds, "
        + up.toMillisPart()
        + " milliseconds, "
        + micros % 1_000
        + " microseconds";
  }

  private String status() {
    int now = exchange.legs().all().size();
    return "UP "
        + uptime(exchange.core().uptimeMicros())
        + "\nFreeSWITCH (Version 1.11.3-dev  64bit) is ready\n"
        + exchange.core().sessions()
        + " session(s) since startup\n"
        + now
        + " session(s) - peak "
        + now
        + ", last 5min "
        + now
        + " \n0 session(s) per Sec out of max 1000, peak 0, last 5min 0 \n"
        + "5000 session(s) max\nmin idle cpu 0.00/99.00\nCurrent Stack Size/Max 240K/8192K\n";
  }

  private static String version() {
    return "FreeSWITCH Version 1.11.3-dev~64bit ( 64bit)\n";
  }

  private String switchName() {
    return exchange.core().identity().switchName();
  }

  private String global(String name) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("hostname", SwitchIdentity.HOSTNAME);
    variables.put("local_ip_v4", SwitchIdentity.IPV4);
    variables.put("local_mask_v4", "255.255.255.0");
    variables.put("local_ip_v6", SwitchIdentity.IPV6);
    variables.put("switchname", switchName());
    variables.put("core_uuid", exchange.core().identity().coreUuid());
    FOLDERS.forEach(folder -> variables.put(folder + "_dir", "/usr/local/freeswitch/" + folder));
    if (!name.isEmpty()) {
      return variables.getOrDefault(name, "");
    }
    return variables.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining("", "", "\n"));
  }

  private void originate(String argument, Consumer<String> reply) {
    int split = argument.lastIndexOf(" &");
    if (split < 0 || !argument.endsWith(")")) {
      reply.accept(ORIGINATE_USAGE);
      return;
    }
    String application = argument.substring(split + 2, argument.length() - 1);
    int open = application.indexOf('(');
    new OriginatedCalls(exchange)
        .originate(
            argument.substring(0, split),
            application.substring(0, open),
            application.substring(open + 1),
            reply);
  }

  private String control(String argument) {
    return switch (argument) {
      case "pause", "resume" -> {
        paused = argument.equals("pause");
        yield "+OK\n";
      }
      case "pause_check" -> Boolean.toString(paused);
      default -> "-ERR\n";
    };
  }

  /** {@code hupall <cause> [<variable> <value>]}. */
  private String hangUpAll(String argument) {
    String[] words = argument.split(" ");
    String cause = words[0].isEmpty() ? HangupCauses.NORMAL_CLEARING : HangupCauses.named(words[0]);
    boolean matching = words.length > 2;
    exchange.legs().all().stream()
        .filter(leg -> !matching || leg.channel().variables().get(words[1]).equals(words[2]))
        .forEach(leg -> exchange.hangups().bySwitch(leg, cause));
    return matching
        ? "+OK hangup all channels matching [%s]=[%s] with cause: %s\n"
            .formatted(words[1], words[2], cause)
        : "+OK hangup all channels with cause " + cause + "\n";
  }
}
