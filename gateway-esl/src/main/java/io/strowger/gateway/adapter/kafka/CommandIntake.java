package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.command.CallCommand;
import io.strowger.gateway.control.CommandRouting;
import io.strowger.gateway.control.Submitted;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Received;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the commands of this instance's partition. */
public final class CommandIntake implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CommandIntake.class);

  private final CommandRouting routing;
  private final Clock clock;

  /** An intake to this routing. */
  public CommandIntake(CommandRouting routing, Clock clock) {
    this.routing = routing;
    this.clock = clock;
  }

  @Override
  public void accept(List<Received> batch) {
    for (Received received : batch) {
      if (received.message() instanceof CallCommand command) {
        boolean first =
            routing.accept(new Submitted(command, received.traceparent()), clock.instant());
        if (!first) {
          LOG.debug("command {} came again", command.head().commandId());
        }
      }
    }
  }
}
