package io.strowger.messaging;

/** Infrastructure (database, broker) is broken just now: worth trying again, unlike a defect. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is broken. */
  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
