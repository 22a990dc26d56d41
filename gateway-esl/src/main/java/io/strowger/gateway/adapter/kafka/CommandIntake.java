package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.wire.WireNames;
import io.strowger.gateway.control.CommandRouting;
import io.strowger.gateway.control.Submitted;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Received;
import io.strowger.messaging.Unavailable;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the commands of this instance's partition, while it is sure what this instance holds: a
 * gateway that was paused must learn first whether others have taken over.
 */
public final class CommandIntake implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CommandIntake.class);

  private final CommandRouting routing;
  private final Counters counters;
  private final Clock clock;
  private final BooleanSupplier sure;

  /**
   * An intake to this routing.
   *
   * @param sure true while it is sure what this instance holds
   */
  public CommandIntake(
      CommandRouting routing, Counters counters, Clock clock, BooleanSupplier sure) {
    this.routing = routing;
    this.counters = counters;
    this.clock = clock;
    this.sure = sure;
  }

  @Override
  public void accept(List<Received> batch) {
    for (Received received : batch) {
      if (!sure.getAsBoolean()) {
        throw new Unavailable("commands wait", new IllegalStateException("leases unconfirmed"));
      }
      if (received.message() instanceof CallCommand command) {
        CallLog.during(command.head(), () -> accept(command, received.traceparent()));
      }
    }
  }

  private void accept(CallCommand command, @Nullable String traceparent) {
    boolean timed = counters.arrived(command, traceparent);
    boolean first = routing.accept(new Submitted(command, traceparent), clock.instant());
    if (first) {
      LOG.debug("{} of {}", WireNames.typeOf(command.getClass()), command.head().sender());
      return;
    }
    LOG.info("command {} came again and is not executed", command.head().commandId());
    if (timed) {
      counters.forgotten(command.head().commandId());
    }
  }
}
