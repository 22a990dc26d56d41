package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandResult;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command that came.
 *
 * @param traceparent W3C trace context to pass on with the result; absent if none came, or one that
 *     is longer than {@value #MAX_TRACE}
 */
public record Submitted(CallCommand command, @Nullable String traceparent, Origin origin) {
  /** It has 55 characters in version 00, and may have more in later ones. */
  private static final int MAX_TRACE = 256;

  /** Takes what cannot be a trace for none: whoever may write commands chose it. */
  public Submitted {
    if (traceparent != null && traceparent.length() > MAX_TRACE) {
      traceparent = null;
    }
  }

  /** A command of the topic. */
  public Submitted(CallCommand command, @Nullable String traceparent) {
    this(command, traceparent, new Origin.OfTopic());
  }

  /** Where a command came from. */
  public sealed interface Origin {
    /** The topic {@code call-commands}: whoever may write there. */
    record OfTopic() implements Origin {}

    /**
     * An operator at the gateway's own interface, who waits for the result.
     *
     * @param answered told of the result, on the connection's thread
     */
    record OfOperator(Consumer<CommandResult> answered) implements Origin {}
  }
}
