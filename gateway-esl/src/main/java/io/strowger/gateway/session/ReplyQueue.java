package io.strowger.gateway.session;

import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * Who awaits which answer. The event socket answers every request once, in order, and names none.
 * Not safe for use by several threads.
 */
final class ReplyQueue {
  /** Most requests without answer; a switch that is so far behind is taken for dead. */
  static final int MAX_AWAITED = 50_000;

  private final ArrayDeque<Awaited> awaited = new ArrayDeque<>();

  /** Takes the frame of an answer. */
  @FunctionalInterface
  interface Handler {
    void accept(Frame reply, Instant now);
  }

  private record Awaited(Handler handler, Instant since) {}

  /** The next answer but those awaited already is for this handler. */
  void expect(Handler handler, Instant now) {
    awaited.add(new Awaited(handler, now));
  }

  /**
   * Gives an answer to who awaits it.
   *
   * @throws MalformedFrame when nobody does
   */
  void answer(Frame reply, Instant now) throws MalformedFrame {
    Awaited first = awaited.pollFirst();
    if (first == null) {
      throw new MalformedFrame("an answer to nothing: " + reply.contentType());
    }
    first.handler().accept(reply, now);
  }

  /** True when an answer is overdue. A late one must not be given to the next request. */
  boolean isOverdue(Duration limit, Instant now) {
    Awaited first = awaited.peekFirst();
    return awaited.size() > MAX_AWAITED
        || (first != null && first.since().plus(limit).isBefore(now));
  }
}
