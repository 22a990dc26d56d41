package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.engine.EventListener;
import io.strowger.testkit.simulator.event.EventPress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One connection's side of the protocol. A command's reply stands before the events that it causes,
 * and while a command waits for its answer the connection gets no events and takes no command, as
 * in FreeSWITCH.
 */
final class Session implements EventListener {

  private final Wire wire;
  private final Faults faults;
  private final Subscription subscription = new Subscription();
  private final Deque<byte[]> heldEvents = new ArrayDeque<>();
  private final Deque<ReceivedCommand> commands = new ArrayDeque<>();
  private Consumer<ReceivedCommand> handler = command -> {};
  private boolean busy;
  private boolean taking;
  private boolean ended;

  Session(Wire wire, Faults faults) {
    this.wire = wire;
    this.faults = faults;
  }

  Faults faults() {
    return faults;
  }

  /** Who understands the commands. */
  void handler(Consumer<ReceivedCommand> understanding) {
    handler = understanding;
  }

  Subscription subscription() {
    return subscription;
  }

  @Override
  public void hear(EventPress.Printed event) {
    if (!ended && subscription.wants(event.event())) {
      byte[] frame = event.frame(subscription.format());
      if (busy) {
        heldEvents.add(frame);
      } else {
        say(frame);
      }
    }
  }

  /** Takes a command, now or when the one before is answered. */
  void accept(ReceivedCommand command) {
    commands.add(command);
    takeNext();
  }

  /** Answers the command at hand; what was held back follows. */
  void reply(byte[] frame) {
    say(frame);
    heldEvents.forEach(this::say);
    heldEvents.clear();
    busy = false;
    takeNext();
  }

  private void say(byte[] frame) {
    if (!faults.isSilent()) {
      wire.send(frame);
    }
  }

  private void takeNext() {
    // A handler may answer at once and then still have work to do: it is not interrupted by the
    // next command.
    if (taking) {
      return;
    }
    taking = true;
    while (!busy && !ended && !commands.isEmpty()) {
      busy = true;
      handler.accept(commands.poll());
    }
    taking = false;
  }

  /** Sends a frame that is neither reply nor event. */
  void send(byte[] frame) {
    say(frame);
  }

  /** Says this last and closes. */
  void end(byte[] lastFrame) {
    wire.send(lastFrame);
    wire.close();
    ended = true;
  }

  /** No more events. */
  void deafen() {
    ended = true;
  }

  void close() {
    ended = true;
    wire.close();
  }

  void cut() {
    ended = true;
    wire.cut();
  }

  boolean isEnded() {
    return ended;
  }
}
