package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.call.ReturnAddress;

/**
 * Who this gateway instance is.
 *
 * @param instance its ordinal, and the partition of {@code call-commands} it reads
 * @param epoch grows with every start
 */
public record GatewayIdentity(int instance, long epoch) {

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
    return new ReturnAddress(switchId, instance, epoch);
  }
}
