package io.strowger.gateway.session;

import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Instant;

/** One connection with a switch. Not safe for use by several threads. */
public interface Session {

  /** The connection stands. */
  void opened(Instant now);

  /**
   * Takes the next frame.
   *
   * @throws MalformedFrame when the connection cannot be trusted any more
   */
  void frame(Frame frame, Instant now) throws MalformedFrame;

  /** True when commands can be given. */
  boolean isReady();

  /** Begins a command. */
  void submit(Submitted submitted, Instant now);

  /** Nothing came for a while: makes the switch say something. */
  void silent(Instant now);

  /** To be called every second. */
  void tick(Instant now);

  /** The connection is gone. */
  void closed(Instant now);
}
