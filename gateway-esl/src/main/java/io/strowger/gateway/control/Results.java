package io.strowger.gateway.control;

import io.strowger.contracts.command.CommandResult;
import org.jspecify.annotations.Nullable;

/** Where the one result of each command goes. */
@FunctionalInterface
public interface Results {

  /** Publishes a result. */
  void publish(CommandResult result, @Nullable String traceparent);
}
