package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.call.ReturnAddress;
import java.time.Instant;

/**
 * Who this gateway instance is.
 *
 * @param instance its ordinal, and the partition of {@code call-commands} it reads
 * @param epoch grows with every start: its time in milliseconds
 */
public record GatewayIdentity(int instance, long epoch) {
  private static final long CENTI = 10;

  /**
   * The epoch of a call that came with a connection of its own, from the time in milliseconds. In
   * centiseconds, so that it is lower than any lease's: a call that its switch's holder takes over
   * has a newer address then, however long that one has held the switch. And a connection that the
   * switch makes later for the same call, to whatever instance, has a newer one too.
   */
  public static long ofOwnCall(long millis) {
    return millis / CENTI;
  }

  /** Its name, such as {@code gateway-esl-0}. */
  public String name() {
    return nameOf(instance);
  }

  /** The name of an instance. */
  static String nameOf(int ordinal) {
    return "gateway-esl-" + ordinal;
  }

  /** Where answers go that concern a call whose own connection came here at this time. */
  ReturnAddress addressOf(SwitchId switchId, Instant connectedAt) {
    return new ReturnAddress(switchId, instance, ofOwnCall(connectedAt.toEpochMilli()));
  }

  /** True for the epoch of a call that came with a connection of its own to this very process. */
  boolean hasTaken(long epochOfCall) {
    return CallAddress.isOfOwnConnection(epochOfCall) && epochOfCall >= ofOwnCall(epoch);
  }
}
