package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.BridgeCommand;
import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.Leg;
import io.strowger.testkit.simulator.call.Partings;
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
  private static final String ERROR = "-ERROR\n";

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
    onLeg(commands, "uuid_answer", ERROR, this::answer);
    onLeg(commands, "uuid_pre_answer", ERROR, this::preAnswer);
    onLeg(commands, "uuid_ring_ready", ERROR, this::ringReady);
    onLeg(commands, "uuid_park", this::park);
    onLeg(commands, "uuid_transfer", this::transfer);
    onLeg(commands, "uuid_deflect", this::deflect);
    onLeg(commands, "uuid_bridge", "-ERR Invalid uuid\n", this::bridge);
    new MediaCommands(exchange).register(commands);
  }

  private void onLeg(
      Map<String, ApiCommands.ApiCommand> commands,
      String name,
      BiFunction<Leg, String, String> action) {
    onLeg(commands, name, NO_CHANNEL, action);
  }

  private void onLeg(
      Map<String, ApiCommands.ApiCommand> commands,
      String name,
      String noChannel,
      BiFunction<Leg, String, String> action) {
    commands.put(
        name,
        (argument, reply) -> {
          int space = argument.indexOf(' ');
          String uuid = space < 0 ? argument : argument.substring(0, space);
          String rest = space < 0 ? "" : argument.substring(space + 1);
          Optional<Leg> leg = exchange.legs().find(uuid);
          reply.accept(leg.map(found -> action.apply(found, rest)).orElse(noChannel));
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
    return exchange.answering().answer(leg) ? OK : ERROR;
  }

  private String preAnswer(Leg leg, String rest) {
    return exchange.answering().preAnswer(leg) ? OK : ERROR;
  }

  private String ringReady(Leg leg, String rest) {
    exchange.answering().ring(leg);
    return OK;
  }

  private String park(Leg leg, String rest) {
    new Partings(exchange).park(leg);
    return OK;
  }

  /** {@code [-bleg|-both] <extension> [<dialplan>] [<context>]}. */
  private String transfer(Leg leg, String rest) {
    String[] words = rest.split(" ");
    boolean flagged = words[0].startsWith("-");
    String extension = flagged && words.length > 1 ? words[1] : words[0];
    Optional<Leg> other =
        exchange.legs().find(leg.channel().variables().get("signal_bond")).filter(o -> o != leg);
    Partings partings = new Partings(exchange);
    boolean both = words[0].equals("-both");
    partings.transfer(words[0].equals("-bleg") ? other.orElse(leg) : leg, extension);
    if (both) {
      other.ifPresent(partner -> partings.transfer(partner, extension));
    }
    return OK;
  }

  /** An answered party is referred, another redirected; either way it is not ours any more. */
  private String deflect(Leg leg, String uri) {
    leg.channel().variables().set("sip_deflected_to", uri);
    exchange
        .hangups()
        .bySwitch(
            leg, leg.channel().isAnswered() ? "BLIND_TRANSFER" : "REDIRECTION_TO_NEW_DESTINATION");
    return "+OK:(null)\n";
  }

  private String bridge(Leg leg, String otherUuid) {
    Optional<Leg> other = exchange.legs().find(otherUuid.strip());
    if (other.isEmpty()) {
      return "-ERR Invalid uuid\n";
    }
    new BridgeCommand(exchange).join(leg, other.get());
    return "+OK " + other.get().channel().uuid() + "\n";
  }
}
