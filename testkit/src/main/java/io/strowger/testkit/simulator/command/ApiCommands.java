package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds and executes API commands, telling of each by an API event. */
public final class ApiCommands {

  private final Exchange exchange;
  private final Map<String, ApiCommand> commands = new HashMap<>();

  /** One command. */
  @FunctionalInterface
  interface ApiCommand {

    /** Executes it and answers, now or later. */
    void execute(String argument, Consumer<String> reply);
  }

  public ApiCommands(Exchange exchange) {
    this.exchange = exchange;
    new SwitchCommands(exchange).register(commands);
    new LegCommands(exchange).register(commands);
    new ScheduleCommands(exchange, this).register(commands);
    new ShowCommands(exchange).register(commands);
  }

  /** Executes a line, e.g. {@code uuid_kill <uuid> NORMAL_CLEARING}. */
  public void execute(String text, Consumer<String> reply) {
    // An SDP at the end of a command loses its last line break this way (captured so).
    String line = text.strip();
    int space = line.indexOf(' ');
    String name = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1);
    SwitchEvent event = SwitchEvent.named("API").detail("API-Command", name);
    if (!argument.isEmpty()) {
      event.detail("API-Command-Argument", argument);
    }
    exchange.core().emit(event);
    ApiCommand command = commands.get(name);
    if (command == null) {
      reply.accept("-ERR " + name + " Command not found!\n");
    } else {
      command.execute(argument, reply);
    }
  }
}
