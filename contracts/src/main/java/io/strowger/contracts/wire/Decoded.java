package io.strowger.contracts.wire;

/**
 * What a record on a topic turned out to be.
 *
 * @param <T> the topic's message type
 */
public sealed interface Decoded<T> {

  /** A message of a type this version knows. */
  record Known<T>(T message) implements Decoded<T> {}

  /**
   * A message of a type that came later than this version: to be passed over, not refused.
   *
   * @param type its {@code type} field
   * @param bytes the whole record
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Unrecognized<T>(String type, byte[] bytes) implements Decoded<T> {}
}
