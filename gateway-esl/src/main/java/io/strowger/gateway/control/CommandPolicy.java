package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.SwitchCommand;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator allows.
 *
 * @param parkTimeoutSeconds how long an A-leg waits for the next command before the switch ends it
 * @param operators the senders whose commands about a switch as a whole are executed, by the name
 *     in their head; nobody unless configured
 * @param apiCommands the exact names of API commands that {@code execute_api} may use; none unless
 *     configured
 */
public record CommandPolicy(
    int parkTimeoutSeconds, Set<String> operators, Set<String> apiCommands) {

  /** Keeps copies. */
  public CommandPolicy {
    operators = Set.copyOf(operators);
    apiCommands = Set.copyOf(apiCommands);
  }

  /** Nothing but calls. */
  public static CommandPolicy callsOnly(int parkTimeoutSeconds) {
    return new CommandPolicy(parkTimeoutSeconds, Set.of(), Set.of());
  }

  /** Why a command is refused, whatever it holds; empty when it is not. */
  Optional<String> refusal(Submitted submitted) {
    CallCommand command = submitted.command();
    if (!(command instanceof SwitchCommand)) {
      return Optional.empty();
    }
    boolean byOperator = submitted.origin() instanceof Submitted.Origin.OfOperator;
    if (!byOperator && !operators.contains(command.head().sender())) {
      return Optional.of("the sender is none of strowger.gateway.operators");
    }
    boolean unlisted =
        command instanceof SwitchCommand.ExecuteApi execute && !apiCommands.contains(execute.api());
    return unlisted
        ? Optional.of("the API command is none of strowger.gateway.api-commands")
        : Optional.empty();
  }
}
