package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.Leg;
import io.strowger.testkit.simulator.channel.CallState;
import io.strowger.testkit.simulator.channel.Variables;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The {@code uuid_*} commands about a leg's media, answering as {@code mod_commands.c} does: few of
 * them say that a channel does not exist.
 */
final class MediaCommands {

  private static final String OK = "+OK\n";
  private static final String SUCCESS = "+OK Success\n";
  private static final String FAILED = "-ERR Operation failed\n";
  private static final String NO_SESSION = "-ERR Cannot locate session!\n";
  private static final String NO_CHANNEL = "-ERR No such channel!\n";

  private final Exchange exchange;
  private final Map<String, Set<String>> recordings = new HashMap<>();

  MediaCommands(Exchange exchange) {
    this.exchange = exchange;
  }

  void register(Map<String, ApiCommands.ApiCommand> commands) {
    on(commands, "uuid_broadcast", "-ERR invalid uuid\n", this::broadcast);
    on(commands, "uuid_break", NO_CHANNEL, this::breakMedia);
    on(commands, "uuid_send_dtmf", NO_SESSION, this::sendDigits);
    on(commands, "uuid_recv_dtmf", NO_SESSION, this::receiveDigits);
    on(commands, "uuid_audio", NO_CHANNEL, this::audio);
    on(commands, "uuid_record", NO_SESSION, this::record);
    on(commands, "uuid_media_reneg", "-ERR Operation Failed\n", (leg, codecs) -> SUCCESS);
    commands.put("uuid_hold", (argument, reply) -> reply.accept(hold(argument)));
    commands.put("uuid_media", (argument, reply) -> reply.accept(media(argument)));
  }

  private void on(
      Map<String, ApiCommands.ApiCommand> commands,
      String name,
      String noLeg,
      BiFunction<Leg, String, String> action) {
    commands.put(
        name,
        (argument, reply) -> {
          String[] words = argument.split(" ", 2);
          String rest = words.length > 1 ? words[1] : "";
          reply.accept(
              exchange.legs().find(words[0]).map(leg -> action.apply(leg, rest)).orElse(noLeg));
        });
  }

  private String broadcast(Leg leg, String rest) {
    exchange.applications().execute(leg, "playback", rest.split(" ")[0], "");
    return "+OK Message sent\n";
  }

  private String breakMedia(Leg leg, String flags) {
    exchange.applications().breakMedia(leg);
    return OK;
  }

  private String sendDigits(Leg leg, String digits) {
    return "+OK " + leg.channel().uuid() + " sent DTMF " + digits + ".\n";
  }

  private String receiveDigits(Leg leg, String digits) {
    for (char digit : digits.toCharArray()) {
      leg.press(digit);
      SwitchEvent event = exchange.events().all(leg.channel(), "DTMF");
      event.after("DTMF-Digit", String.valueOf(digit)).after("DTMF-Duration", "2000");
      exchange.events().emit(event.after("DTMF-Source", "APP"));
    }
    return "+OK " + leg.channel().uuid() + " received DTMF " + digits + ".\n";
  }

  private String audio(Leg leg, String rest) {
    boolean understood =
        rest.equals("stop") || rest.matches("start (read|write) (mute|level) -?\\d+");
    return understood ? OK : "-USAGE: <uuid> [start [read|write] [mute|level <level>]|stop]\n";
  }

  private String record(Leg leg, String rest) {
    String[] words = rest.split(" ");
    String path = words.length > 1 ? words[1] : "";
    Set<String> running = recordings.computeIfAbsent(leg.channel().uuid(), uuid -> new HashSet<>());
    return switch (words[0]) {
      case "start" -> {
        running.add(path);
        tell(leg, "RECORD_START", path);
        yield SUCCESS;
      }
      case "stop" -> {
        if (!running.remove(path)) {
          yield "-ERR Cannot stop record session!\n";
        }
        Variables variables = leg.channel().variables();
        variables.set("record_ms", "1000").set("record_file_size", "16044");
        tell(leg, "RECORD_STOP", path);
        yield SUCCESS;
      }
      case "mask", "unmask" ->
          running.contains(path) ? SUCCESS : "-ERR Cannot " + words[0] + " recording session!\n";
      default -> "-USAGE: <uuid> [start|stop|mask|unmask] <path> [<limit>]\n";
    };
  }

  private void tell(Leg leg, String event, String path) {
    exchange
        .events()
        .emit(exchange.events().all(leg.channel(), event).after("Record-File-Path", path));
  }

  /** It succeeds for a leg that does not exist, too (tried on a running switch). */
  private String hold(String argument) {
    boolean off = argument.startsWith("off ");
    String uuid = off ? argument.substring("off ".length()) : argument;
    exchange
        .legs()
        .find(uuid.strip())
        .ifPresent(leg -> {
          exchange.events().callState(leg.channel(), off ? CallState.UNHELD : CallState.HELD);
          exchange.events().full(leg.channel(), off ? "CHANNEL_UNHOLD" : "CHANNEL_HOLD");
        });
    return SUCCESS;
  }

  private String media(String argument) {
    boolean off = argument.startsWith("off ");
    String uuid = off ? argument.substring("off ".length()) : argument;
    return exchange
        .legs()
        .find(uuid.strip())
        .map(leg -> {
          leg.turnMedia(!off);
          return SUCCESS;
        })
        .orElse(FAILED);
  }
}
