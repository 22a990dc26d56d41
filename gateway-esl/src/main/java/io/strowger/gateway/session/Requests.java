package io.strowger.gateway.session;

import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * The requests of one connection, and who awaits which answer. The event socket answers every
 * request once, in order, and names none; so a late answer cannot be told from the next one's, and
 * a connection on which one is overdue is torn down. Not safe for use by several threads.
 */
final class Requests {
  /** How long the switch may take to answer, from the answer before on. */
  static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  /** Most requests without answer; a switch that is so far behind is taken for dead. */
  static final int MAX_AWAITED = 50_000;

  private final Wire wire;
  private final ArrayDeque<Awaited> awaited = new ArrayDeque<>();
  private Instant waitingSince = Instant.EPOCH;

  /** Takes the frame of an answer. */
  @FunctionalInterface
  interface Handler {
    void accept(Frame reply, Instant now);
  }

  private record Awaited(Handler handler, Duration within) {}

  Requests(Wire wire) {
    this.wire = wire;
  }

  /** Asks; the answer comes to the handler. */
  void ask(EslRequest request, Handler handler, Instant now) {
    ask(request, handler, ANSWERED_WITHIN, now);
  }

  /** Asks what may take the switch longer. */
  void ask(EslRequest request, Handler handler, Duration within, Instant now) {
    if (awaited.isEmpty()) {
      waitingSince = now;
    }
    awaited.add(new Awaited(handler, within));
    wire.send(request);
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
    waitingSince = now;
    first.handler().accept(reply, now);
  }

  /** Tears the connection down when an answer is overdue. */
  void tick(Instant now) {
    Awaited first = awaited.peekFirst();
    boolean overdue = first != null && waitingSince.plus(first.within()).isBefore(now);
    if (overdue || awaited.size() > MAX_AWAITED) {
      wire.close(new Ending(Trouble.UNANSWERED, "the switch does not answer"));
    }
  }

  /** The text of an answer: {@code Reply-Text}, or the body of an {@code api/response}. */
  static String text(Frame frame) {
    String reply = frame.replyText();
    return reply == null ? frame.text() : reply;
  }
}
