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
  private final int partition;
  private final long epoch;
  private final Connections connections;
  private final Results results;
  private final CommandLedger ledger = new CommandLedger();

  /** Finds the connection that holds a leg. */
  @FunctionalInterface
  public interface Connections {
    /** The connection for a command; empty when this instance has none. */
    Optional<Connection> of(CommandHead head);
  }

  /** A connection that takes commands. */
  @FunctionalInterface
  public interface Connection {
    /** Begins a command; its result is published in any case. */
    void submit(Submitted submitted, Instant now);
  }

  /**
   * A routing for one gateway instance.
   *
   * @param partition of {@code call-commands} that it reads
   * @param epoch commands of another one are refused: their sender does not know who owns the
   *     switch now
   */
  public CommandRouting(int partition, long epoch, Connections connections, Results results) {
    this.partition = partition;
    this.epoch = epoch;
    this.connections = connections;
    this.results = results;
  }

  /** Takes a command; false when it had come before. */
  public boolean accept(Submitted submitted, Instant now) {
    CommandHead head = submitted.command().head();
    if (!ledger.isFirst(head.commandId())) {
      return false;
    }
    if (head.deadline().isBefore(now)) {
      answer(submitted, Verdict.of(CommandOutcome.EXPIRED, null), now);
    } else if (head.epoch() != epoch) {
      answer(submitted, Verdict.of(CommandOutcome.NOT_OWNER, "the epoch is " + epoch), now);
    } else {
      connections
          .of(head)
          .ifPresentOrElse(
              connection -> connection.submit(submitted, now),
              () -> answer(submitted, Verdict.of(CommandOutcome.NOT_OWNER, "no connection"), now));
    }
    return true;
  }

  private void answer(Submitted submitted, Verdict verdict, Instant now) {
    CallCommand command = submitted.command();
    ReturnAddress address = new ReturnAddress(command.head().switchId(), partition, epoch);
    results.publish(verdict.result(command, address, now), submitted.traceparent());
  }
}
