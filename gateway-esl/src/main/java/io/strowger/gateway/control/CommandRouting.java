package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.gateway.call.ReturnAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives each command to the connection that holds its leg, or answers at once why not. For use by
 * one thread.
 */
public final class CommandRouting {
  private final Connections connections;
  private final Results results;
  private final CommandLedger ledger;

  /** Finds the connection that holds a leg. */
  public interface Connections {
    /** The connection for a command; empty when this instance has none. */
    Optional<Connection> of(CommandHead head);

    /**
     * Who serves the command's call now, as far as this instance knows: its own address when it
     * does itself.
     */
    ReturnAddress addressOf(CommandHead head);
  }

  /** A connection that takes commands. */
  @FunctionalInterface
  public interface Connection {
    /** Begins a command; its result is published in any case. */
    void submit(Submitted submitted, Instant now);
  }

  /** A routing for one gateway instance. */
  public CommandRouting(Connections connections, Results results, CommandLedger ledger) {
    this.connections = connections;
    this.results = results;
    this.ledger = ledger;
  }

  /** Takes a command; false when it had come before. */
  public boolean accept(Submitted submitted, Instant now) {
    CommandHead head = submitted.command().head();
    if (!ledger.isFirst(head.commandId())) {
      return false;
    }
    if (head.deadline().isBefore(now)) {
      answer(submitted, Verdict.of(CommandOutcome.EXPIRED, null), now);
    } else if (head.epoch() != connections.addressOf(head).epoch()) {
      // Its sender does not know who serves the call now; it was not executed.
      answer(submitted, Verdict.of(CommandOutcome.NOT_OWNER, "the epoch is another"), now);
    } else {
      connections
          .of(head)
          .ifPresentOrElse(
              connection -> {
                ledger.begins(head.commandId());
                connection.submit(submitted, now);
              },
              () -> answer(submitted, Verdict.of(CommandOutcome.NOT_OWNER, "no connection"), now));
    }
    return true;
  }

  private void answer(Submitted submitted, Verdict verdict, Instant now) {
    CallCommand command = submitted.command();
    ReturnAddress address = connections.addressOf(command.head());
    results.publish(verdict.result(command, address, now), submitted.traceparent());
  }
}
