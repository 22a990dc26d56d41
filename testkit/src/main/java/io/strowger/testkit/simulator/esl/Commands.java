package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.Leg;
import io.strowger.testkit.simulator.command.ApiCommands;
import io.strowger.testkit.simulator.engine.SwitchCore;
import io.strowger.testkit.simulator.event.EventFormat;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands that both kinds of connection understand. */
final class Commands {

  private final Exchange exchange;
  private final ApiCommands api;
  private final Session session;
  private @Nullable Leg controlled;

  Commands(Exchange exchange, ApiCommands api, Session session) {
    this.exchange = exchange;
    this.api = api;
    this.session = session;
  }

  /** The leg of messages that name none. */
  void controls(Leg leg) {
    controlled = leg;
  }

  void accept(ReceivedCommand command) {
    switch (command.verb()) {
      case "api" -> callApi(command.argument());
      case "bgapi" -> callInBackground(command);
      case "sendmsg" -> sendMessage(command);
      case "event" -> subscribe(words(command));
      case "myevents" -> subscribeToLeg(words(command));
      case "nixevent" -> {
        session.subscription().remove(words(command));
        answer("+OK events nixed");
      }
      case "noevents" -> {
        session.subscription().clear();
        answer("+OK no longer listening for events");
      }
      case "filter" -> filter(words(command));
      case "divert_events" -> answer("+OK events diverted");
      case "linger" -> answer("-ERR not controlling a session");
      case "log" -> answer("+OK log level  DEBUG [7]");
      case "nolog" -> answer("+OK no longer logging");
      case "exit" -> {
        session.reply(Frames.reply("+OK bye"));
        session.end(Frames.goodbye());
      }
      default -> answer("-ERR command not found");
    }
  }

  private void answer(String text) {
    session.reply(Frames.reply(text));
  }

  private static List<String> words(ReceivedCommand command) {
    return Arrays.stream(command.argument().split("[ ,]+")).filter(w -> !w.isEmpty()).toList();
  }

  private void subscribe(List<String> words) {
    if (words.isEmpty()) {
      answer("-ERR no keywords supplied");
      return;
    }
    Optional<EventFormat> format = format(words.getFirst());
    session.subscription().format(format.orElse(EventFormat.PLAIN));
    session.subscription().add(format.isPresent() ? words.subList(1, words.size()) : words);
    answer("+OK event listener enabled " + session.subscription().format().word());
  }

  private void subscribeToLeg(List<String> words) {
    String uuid = controlled == null ? "" : controlled.channel().uuid();
    for (String word : words) {
      Optional<EventFormat> format = format(word);
      format.ifPresent(session.subscription()::format);
      uuid = format.isPresent() ? uuid : word;
    }
    if (exchange.legs().find(uuid).isEmpty()) {
      answer("-ERR invalid session");
      return;
    }
    session.subscription().onlyOf(uuid);
    answer("+OK Events Enabled");
  }

  private static Optional<EventFormat> format(String word) {
    return Arrays.stream(EventFormat.values())
        .filter(format -> format.word().equals(word))
        .findFirst();
  }

  private void filter(List<String> words) {
    if (words.size() > 1 && words.getFirst().equals("delete")) {
      String value = words.size() > 2 ? words.get(2) : "";
      session.subscription().unfilter(words.get(1), value);
      answer("+OK filter deleted. [" + words.get(1) + "]=[" + value + "]");
    } else if (words.size() > 1) {
      session.subscription().filter(words.get(0), words.get(1));
      answer("+OK filter added. [" + words.get(0) + "]=[" + words.get(1) + "]");
    } else {
      answer("-ERR invalid syntax");
    }
  }

  private void callApi(String line) {
    session
        .faults()
        .execute(
            line,
            () ->
                session
                    .faults()
                    .insteadOf(line)
                    .ifPresentOrElse(
                        wrong -> session.reply(Frames.apiResponse(wrong)),
                        () ->
                            api.execute(line, reply -> session.reply(Frames.apiResponse(reply)))));
  }

  private void callInBackground(ReceivedCommand command) {
    String chosen = command.header("job-uuid");
    String job = chosen.isEmpty() ? SwitchCore.newUuid() : chosen;
    session.reply(Frames.jobReply(job));
    String line = command.argument();
    int space = line.indexOf(' ');
    String name = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1);
    api.execute(line, reply -> tellJob(job, name, argument, reply));
  }

  private void tellJob(String job, String name, String argument, String reply) {
    SwitchEvent event = SwitchEvent.named("BACKGROUND_JOB");
    event.detail("Job-UUID", job).detail("Job-Command", name);
    if (!argument.isEmpty()) {
      event.detail("Job-Command-Arg", argument);
    }
    exchange.core().emit(event.body(reply));
  }

  private void sendMessage(ReceivedCommand command) {
    String uuid = command.argument();
    Optional<Leg> leg =
        uuid.isEmpty() ? Optional.ofNullable(controlled) : exchange.legs().find(uuid);
    if (leg.isEmpty()) {
      answer("-ERR invalid session id [" + uuid + "]");
      return;
    }
    answer("+OK");
    switch (command.header("call-command")) {
      case "execute" -> execute(leg.get(), command);
      case "hangup" ->
          exchange.applications().execute(leg.get(), "hangup", command.header("hangup-cause"), "");
      default -> {
        // FreeSWITCH says +OK to any message and does nothing with one it does not know
      }
    }
    tell(leg.get(), command);
  }

  private void execute(Leg leg, ReceivedCommand command) {
    String argument = command.body().isEmpty() ? command.header("execute-app-arg") : command.body();
    exchange
        .applications()
        .execute(leg, command.header("execute-app-name"), argument, command.header("event-uuid"));
  }

  private void tell(Leg leg, ReceivedCommand command) {
    SwitchEvent event = SwitchEvent.named("PRIVATE_COMMAND").leg(leg.channel().uuid());
    event.before("Command", command.line());
    command.headers().forEach(event::before);
    exchange.events().describeBriefly(event, leg.channel());
    exchange.core().emit(event.body(command.body()));
  }
}
