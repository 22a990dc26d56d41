package io.strowger.contracts.call;

/**
 * Where commands for a call go. Events of several gateway instances may tell of it, and those of an
 * instance that was paused come late: an older address never replaces a newer one.
 *
 * @param partition of {@code call-commands}
 * @param epoch under which the gateway instance there serves the call; grows with every change
 */
public record CallAddress(int partition, long epoch) {
  /**
   * Below any lease's epoch, which is a time in milliseconds, and above any of a call's own
   * connection, in centiseconds.
   */
  private static final long LEASES_BEGIN = 1_000_000_000_000L;

  /** Refuses what no topic has. */
  public CallAddress {
    requirePartition(partition);
  }

  /** Refuses a partition that no topic has; which of them there are, only Kafka knows. */
  public static void requirePartition(int partition) {
    if (partition < 0) {
      throw new IllegalArgumentException("a partition must be 0 or more but is " + partition);
    }
  }

  /** The address to answer an event to. */
  public static CallAddress of(EventHead head) {
    return new CallAddress(head.returnPartition(), head.returnEpoch());
  }

  /** True when the other one was known later than this. */
  public boolean isOlderThan(CallAddress other) {
    return epoch < other.epoch;
  }

  /**
   * True for a call that came with a connection of its own, to any instance; false for what the
   * holder of the call's switch tells.
   */
  public boolean isOfOwnConnection() {
    return isOfOwnConnection(epoch);
  }

  /** The same for the epoch alone. */
  public static boolean isOfOwnConnection(long epoch) {
    return epoch < LEASES_BEGIN;
  }

  /** What is to be used once the other one was heard of: the newer of both. */
  public CallAddress afterHearing(CallAddress other) {
    return isOlderThan(other) ? other : this;
  }
}
