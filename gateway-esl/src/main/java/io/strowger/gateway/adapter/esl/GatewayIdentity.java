package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.call.ReturnAddress;

/**
 * Who this gateway instance is.
 *
 * @param instance its ordinal, and the partition of {@code call-commands} it reads
 * @param epoch grows with every start: its time in milliseconds
 */
public record GatewayIdentity(int instance, long epoch) {
  private static final long MILLIS = 1_000;

  /**
   * The epoch of calls that came with a connection of their own to this start of a gateway.
   * Seconds, so that it is lower than that of any lease: a call that its switch's holder takes over
   * has a newer address then, however long that one has held the switch.
   */
  public static long ofOwnCalls(long startEpoch) {
    return startEpoch / MILLIS;
  }

  /** Its name, such as {@code gateway-esl-0}. */
  public String name() {
    return nameOf(instance);
  }

  /** The name of an instance. */
  static String nameOf(int ordinal) {
    return "gateway-esl-" + ordinal;
  }

  /** Where answers go that concern a call whose own connection this instance has. */
  public ReturnAddress addressOf(SwitchId switchId) {
    return new ReturnAddress(switchId, instance, ofOwnCalls(epoch));
  }
}
