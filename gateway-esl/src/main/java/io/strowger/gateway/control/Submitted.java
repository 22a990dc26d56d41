package io.strowger.gateway.control;

import io.strowger.contracts.command.CallCommand;
import org.jspecify.annotations.Nullable;

/**
 * A command that came.
 *
 * @param traceparent W3C trace context to pass on with the result; absent if none came
 */
public record Submitted(CallCommand command, @Nullable String traceparent) {}
