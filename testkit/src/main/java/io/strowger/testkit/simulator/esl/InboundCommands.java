package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.ReceivedCommand;

/** A connection that a controller made: nothing but {@code auth} until the password was right. */
final class InboundCommands {

  private final Session session;
  private final Commands commands;
  private final String password;
  private boolean authenticated;

  InboundCommands(Session session, Commands commands, String password) {
    this.session = session;
    this.commands = commands;
    this.password = password;
  }

  void begin() {
    session.handler(this::accept);
    session.send(Frames.authRequest());
  }

  private void accept(ReceivedCommand command) {
    if (authenticated) {
      commands.accept(command);
    } else if (!command.verb().equals("auth")) {
      session.reply(Frames.reply("-ERR command not found"));
    } else if (command.argument().equals(password)) {
      authenticated = true;
      session.reply(Frames.reply("+OK accepted"));
    } else {
      session.reply(Frames.reply("-ERR invalid"));
      session.end(Frames.goodbye());
    }
  }
}
