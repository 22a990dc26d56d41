package io.strowger.gateway.esl;

import java.io.IOException;

/** The switch sent what no event socket sends; the connection cannot be trusted any more. */
public final class MalformedFrame extends IOException {
  private static final long serialVersionUID = 1L;

  /** What was wrong, and where. */
  public MalformedFrame(String message) {
    super(message);
  }

  /** What was wrong, and the parser's own words for it. */
  public MalformedFrame(String message, Throwable cause) {
    super(message, cause);
  }
}
