package io.strowger.transcoder.session;

/**
 * The name of a session, chosen by whoever opens it and unique within an instance.
 *
 * @param value 1 to 256 characters
 */
public record SessionId(String value) {
  private static final int LONGEST = 256;

  /** Refuses an empty or boundless name. */
  public SessionId {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException("no session id: " + value.length() + " characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
