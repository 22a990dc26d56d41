package io.strowger.contracts.wire;

/** A record that is no message of its topic: its text names the field and what is wrong with it. */
public final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong, in words for the operator who reads the dead letter. */
  public MalformedMessage(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what is wrong, in words for the operator who reads the dead letter. */
  public MalformedMessage(String message) {
    super(message);
  }
}
