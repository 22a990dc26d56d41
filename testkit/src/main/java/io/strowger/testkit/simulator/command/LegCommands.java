package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.BridgeCommand;
import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.Leg;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Variables;
import io.strowger.testkit.simulator.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The {@code uuid_*} commands. */
final class LegCommands {

  private static final String NO_CHANNEL = "-ERR No such channel!\n";
  private static final String OK = "+OK\n";
  private static final String SUCCESS = "+OK Success\n";

  private final Exchange exchange;

  LegCommands(Exchange exchange) {
    this.exchange = exchange;
  }

  void register(Map<String, ApiCommands.ApiCommand> commands) {
    commands.put(
        "uuid_exists",
        (argument, reply) ->
            reply.accept(Boolean.toString(exchange.legs().find(argument).isPresent())));
    onLeg(commands, "uuid_kill", this::kill);
    onLeg(commands, "uuid_dump", this::dump);
    onLeg(commands, "uuid_setvar", this::setVariable);
    onLeg(commands, "uuid_setvar_multi", this::setVariables);
    onLeg(commands, "uuid_getvar", this::getVariable);
    onLeg(commands, "uuid_answer", this::answer);
    onLeg(commands, "uuid_pre_answer", this::preAnswer);
    onLeg(commands, "uuid_broadcast", this::broadcast);
    onLeg(commands, "uuid_break", (leg, rest) -> OK);
    onLeg(commands, "uuid_park", this::park);
    onLeg(commands, "uuid_bridge", this::bridge);
    commands.put("uuid_media", (argument, reply) -> reply.accept(media(argument)));
  }

  private void onLeg(
      Map<String, ApiCommands.ApiCommand> commands,
      String name,
      BiFunction<Leg, String, String> action) {
    commands.put(
        name,
        (argument, reply) -> {
          int space = argument.indexOf(' ');
          String uuid = space < 0 ? argument : argument.substring(0, space);
          String rest = space < 0 ? "" : argument.substring(space + 1);
          Optional<Leg> leg = exchange.legs().find(uuid);
          reply.accept(leg.map(found -> action.apply(found, rest)).orElse(NO_CHANNEL));
        });
  }

  private String kill(Leg leg, String cause) {
    exchange.hangups().bySwitch(leg, HangupCauses.named(cause));
    return OK;
  }

  private String dump(Leg leg, String format) {
    EventFormat wanted = format.equals("json") ? EventFormat.JSON : EventFormat.PLAIN;
    byte[] text = exchange.core().reply(exchange.events().data(leg.channel())).text(wanted);
    return new String(text, StandardCharsets.UTF_8);
  }

  private String setVariable(Leg leg, String rest) {
    int space = rest.indexOf(' ');
    String name = space < 0 ? rest : rest.substring(0, space);
    leg.channel().variables().set(name, space < 0 ? "" : rest.substring(space + 1));
    return OK;
  }

  private String setVariables(Leg leg, String rest) {
    for (String assignment : rest.split(";")) {
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        Variables variables = leg.channel().variables();
        variables.set(assignment.substring(0, equals), assignment.substring(equals + 1));
      }
    }
    return OK;
  }

  private String getVariable(Leg leg, String name) {
    String value = leg.channel().variables().get(name);
    return value.isEmpty() ? "_undef_" : value;
  }

  private String answer(Leg leg, String rest) {
    return exchange.answering().answer(leg) ? OK : "-ERR\n";
  }

  private String preAnswer(Leg leg, String rest) {
    return exchange.answering().preAnswer(leg) ? OK : "-ERR\n";
  }

  private String broadcast(Leg leg, String rest) {
    String path = rest.split(" ")[0];
    exchange.applications().execute(leg, "playback", path, "");
    return "+OK Message sent\n";
  }

  private String park(Leg leg, String rest) {
    new BridgeCommand(exchange).park(leg);
    return "+OK Park Successful\n";
  }

  private String bridge(Leg leg, String otherUuid) {
    Optional<Leg> other = exchange.legs().find(otherUuid.strip());
    if (other.isEmpty()) {
      return "-ERR Invalid uuid\n";
    }
    new BridgeCommand(exchange).join(leg, other.get());
    return "+OK " + other.get().channel().uuid() + "\n";
  }

  private String media(String argument) {
    boolean off = argument.startsWith("off ");
    Optional<Leg> leg = exchange.legs().find(off ? argument.substring(4).strip() : argument);
    if (leg.isEmpty()) {
      return NO_CHANNEL;
    }
    if (off) {
      leg.get().turnMediaOff();
    }
    return SUCCESS;
  }
}
