package io.strowger.quickstart;

/** A reason not to start, as one sentence for the person at the terminal. */
public final class CannotStart extends Exception {
  private static final long serialVersionUID = 1L;

  CannotStart(String sentence) {
    super(sentence);
  }
}
