package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Variables;
import io.strowger.testkit.simulator.engine.SwitchCore;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dialplan applications, each on top of those that already run on the leg. */
public final class Applications {

  private static final Duration PLAYBACK = Duration.ofSeconds(1);
  private static final String DONE = "_none_";

  private final Exchange exchange;
  private final ChannelEvents events;

  Applications(Exchange exchange) {
    this.exchange = exchange;
    this.events = exchange.events();
  }

  /** Executes an application on a leg; the argument's {@code ${}} are replaced. */
  public void execute(Leg leg, String application, String argument, String uuid) {
    Channel channel = leg.channel();
    if (channel.isHungUp()) {
      return;
    }
    String data = Expansion.of(argument, channel.variables());
    channel.variables().set("current_application_data", data);
    channel.variables().set("current_application", application);
    String id = uuid.isEmpty() ? SwitchCore.newUuid() : uuid;
    Execution execution = new Execution(leg, application, data, id);
    leg.running().push(execution);
    events.emit(described(events.all(channel, "CHANNEL_EXECUTE"), execution, ""));
    begin(execution);
  }

  /** Stops what is played ({@code uuid_break}). */
  public void breakMedia(Leg leg) {
    List.copyOf(leg.running()).stream()
        .filter(execution -> execution.application().equals("playback"))
        .forEach(this::played);
  }

  /** Ends an application, if the leg still runs it. */
  void complete(Execution execution, String response) {
    if (execution.leg().running().remove(execution)) {
      Channel channel = execution.leg().channel();
      SwitchEvent event = events.all(channel, "CHANNEL_EXECUTE_COMPLETE");
      events.emit(described(event, execution, response));
    }
  }

  /** Ends what was started while the leg was being bridged. */
  void completeInner(Leg leg) {
    while (!leg.running().isEmpty()
        && !leg.running().peek().waitsForController()
        && !leg.running().peek().application().equals("bridge")) {
      complete(leg.running().peek(), DONE);
    }
  }

  /** Ends the bridge and what was started meanwhile; the leg waits for its controller again. */
  void completeInnerAndBridge(Leg leg) {
    while (!leg.running().isEmpty() && !leg.running().peek().waitsForController()) {
      complete(leg.running().peek(), DONE);
    }
  }

  /** Ends everything that runs. */
  void completeAll(Leg leg) {
    completeInnerAndBridge(leg);
    leavePark(leg);
  }

  /** Ends the wait for the controller. */
  void leavePark(Leg leg) {
    while (!leg.running().isEmpty()) {
      Execution waiting = leg.running().peek();
      Variables variables = leg.channel().variables();
      variables.unset("current_loop");
      variables.unset("total_loops");
      events.full(leg.channel(), "CHANNEL_UNPARK");
      complete(waiting, DONE);
    }
  }

  private static SwitchEvent described(SwitchEvent event, Execution execution, String response) {
    event.after("Application", execution.application());
    if (!execution.data().isEmpty()) {
      event.after("Application-Data", execution.data());
    }
    if (!response.isEmpty()) {
      event.after("Application-Response", response);
    }
    return event.after("Application-UUID", execution.uuid());
  }

  private void begin(Execution execution) {
    Leg leg = execution.leg();
    String data = execution.data();
    switch (execution.application()) {
      case "set" -> done(execution, () -> assign(leg, data));
      case "unset" -> done(execution, () -> leg.channel().variables().unset(data));
      case "export" -> done(execution, () -> export(leg, data));
      case "answer" -> done(execution, () -> exchange.answering().answer(leg));
      case "pre_answer" -> done(execution, () -> exchange.answering().preAnswer(leg));
      case "ring_ready", "log", "info", "sleep" -> done(execution, () -> {});
      case "sched_hangup" -> done(execution, () -> scheduleHangup(leg, data));
      case "event" -> done(execution, () -> raise(leg, data));
      case "park", "socket" -> park(leg);
      case "playback" -> play(execution);
      case "bridge" -> BridgeAttempt.begin(exchange, execution);
      case "play_and_get_digits" -> DigitCollection.begin(exchange, execution);
      case "att_xfer" -> Consultation.begin(exchange, execution);
      case "conference", "eavesdrop" -> exchange.answering().answer(leg);
      case "hangup" -> exchange.hangups().bySwitch(leg, HangupCauses.named(data));
      default -> exchange.hangups().bySwitch(leg, "DESTINATION_OUT_OF_ORDER");
    }
  }

  private void done(Execution execution, Runnable action) {
    action.run();
    complete(execution, DONE);
  }

  /** {@code event_function} of mod_dptools: headers as {@code name=value}, separated by commas. */
  private void raise(Leg leg, String headers) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String header : headers.split(",")) {
      int equals = header.indexOf('=');
      if (equals > 0) {
        named.put(header.substring(0, equals), header.substring(equals + 1));
      }
    }
    String name = named.remove("Event-Name");
    SwitchEvent event = events.all(leg.channel(), name == null ? "CHANNEL_APPLICATION" : name);
    named.forEach(event::before);
    events.emit(event);
  }

  private static void assign(Leg leg, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals > 0) {
      Variables variables = leg.channel().variables();
      variables.set(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
  }

  private static void export(Leg leg, String assignment) {
    String plain = assignment.startsWith("nolocal:") ? assignment.substring(8) : assignment;
    assign(leg, plain);
    Variables variables = leg.channel().variables();
    String before = variables.get("export_vars");
    String name = plain.substring(0, Math.max(0, plain.indexOf('=')));
    variables.set("export_vars", before.isEmpty() ? name : before + "," + name);
  }

  private void park(Leg leg) {
    Variables variables = leg.channel().variables();
    events.full(leg.channel(), "CHANNEL_PARK");
    String limit = variables.get("park_timeout");
    variables.unset("park_timeout");
    int colon = limit.indexOf(':');
    String seconds = colon < 0 ? limit : limit.substring(0, colon);
    String cause = colon < 0 ? "" : limit.substring(colon + 1);
    if (seconds.matches("\\d{1,6}")) {
      leg.keep(
          exchange
              .core()
              .loop()
              .after(
                  Duration.ofSeconds(Long.parseLong(seconds)), () -> parkedLongEnough(leg, cause)));
    }
    leg.observer().parked();
  }

  private void parkedLongEnough(Leg leg, String cause) {
    boolean waits = !leg.running().isEmpty() && leg.running().peek().waitsForController();
    if (waits && leg.bridge() == null) {
      exchange.hangups().bySwitch(leg, HangupCauses.named(cause));
    }
  }

  private void play(Execution execution) {
    Leg leg = execution.leg();
    if (execution.data().startsWith("missing/")) {
      complete(execution, "FILE NOT FOUND");
      return;
    }
    events.full(leg.channel(), "PLAYBACK_START");
    leg.keep(exchange.core().loop().after(PLAYBACK, () -> played(execution)));
  }

  private void played(Execution execution) {
    if (execution.leg().running().contains(execution)) {
      events.full(execution.leg().channel(), "PLAYBACK_STOP");
      complete(execution, "FILE PLAYED");
    }
  }

  private void scheduleHangup(Leg leg, String data) {
    String[] words = data.replace("+", "").strip().split(" ");
    String cause = words.length > 1 ? HangupCauses.named(words[1]) : HangupCauses.NORMAL_CLEARING;
    exchange
        .tasks()
        .add(
            Duration.ofSeconds(Long.parseLong(words[0])),
            "switch_ivr_schedule_hangup",
            leg.channel().uuid(),
            () -> exchange.hangups().bySwitch(leg, cause));
  }
}
