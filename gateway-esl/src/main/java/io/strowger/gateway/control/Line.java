package io.strowger.gateway.control;

import io.strowger.gateway.esl.EslRequest;
import java.time.Duration;
import java.time.Instant;

/** The way to one switch. */
public interface Line {

  /** Sends a request; the answer comes to the handler in the order of requests. */
  void send(EslRequest request, ReplyHandler handler, Instant now);

  /** Sends a request to which the switch may take so much longer to answer than to others. */
  default void send(EslRequest request, Duration longer, ReplyHandler handler, Instant now) {
    send(request, handler, now);
  }

  /**
   * True where {@code BACKGROUND_JOB} events arrive, so that {@code bgapi} can be used and the
   * switch's events are not held back by a slow command.
   */
  boolean hasBackgroundJobs();

  /** Takes a switch's answer. */
  @FunctionalInterface
  interface ReplyHandler {
    /** The text of the answer: {@code Reply-Text}, or the body of an {@code api/response}. */
    void accept(String text, Instant now);
  }
}
