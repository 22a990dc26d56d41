package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.call.Leg;
import io.strowger.testkit.simulator.engine.SwitchLoop;
import io.strowger.testkit.simulator.event.EventFormat;
import io.strowger.testkit.simulator.event.EventPress;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.time.Duration;

/** A connection that the switch made for one call ({@code socket host:port async full}). */
final class OutboundCommands {

  private static final long FOR_EVER = -1;

  private final Exchange exchange;
  private final Session session;
  private final Commands commands;
  private final Leg leg;
  private long lingerSeconds;

  OutboundCommands(Exchange exchange, Session session, Commands commands, Leg leg) {
    this.exchange = exchange;
    this.session = session;
    this.commands = commands;
    this.leg = leg;
  }

  void begin() {
    commands.controls(leg);
    session.handler(this::accept);
    leg.onEnd(this::legEnded);
    if (leg.channel().isHungUp()) {
      legEnded();
    }
  }

  private void accept(ReceivedCommand command) {
    switch (command.verb()) {
      case "connect" -> session.reply(connectReply());
      case "linger" -> linger(command.argument());
      case "nolinger" -> {
        lingerSeconds = 0;
        session.reply(Frames.reply("+OK will not linger"));
      }
      default -> commands.accept(command);
    }
  }

  private void linger(String argument) {
    boolean limited = argument.matches("\\d{1,6}");
    lingerSeconds = limited ? Long.parseLong(argument) : FOR_EVER;
    String text = limited ? "+OK will linger " + argument + " seconds" : "+OK will linger";
    session.reply(Frames.reply(text));
  }

  /** The leg's data as headers of the reply itself, %-encoded. */
  private byte[] connectReply() {
    SwitchEvent data = SwitchEvent.named("CHANNEL_DATA").leg(leg.channel().uuid());
    data.block(leg.channel().connectHeaders());
    exchange.events().describe(data, leg.channel());
    data.after("Content-Type", "command/reply").after("Reply-Text", "+OK\n");
    data.after("Socket-Mode", "async").after("Control", "full");
    EventPress.Printed printed = exchange.core().reply(data);
    return printed.text(EventFormat.PLAIN);
  }

  private void legEnded() {
    String uuid = leg.channel().uuid();
    if (lingerSeconds == 0) {
      session.end(Frames.goodbyeOf(uuid));
      return;
    }
    session.deafen();
    session.send(Frames.lingering(uuid, leg.channel().name(), Math.max(0, lingerSeconds)));
    if (lingerSeconds != FOR_EVER) {
      SwitchLoop loop = exchange.core().loop();
      loop.after(Duration.ofSeconds(lingerSeconds), session::close);
    }
  }
}
