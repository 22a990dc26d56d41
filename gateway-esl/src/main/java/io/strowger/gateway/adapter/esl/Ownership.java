package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.call.SocketHolder;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of who holds which switch. */
public interface Ownership {

  /** True when it is sure that this instance holds the switch under this epoch. */
  boolean isHeld(SwitchId switchId, long epoch);

  /** True when it is sure that this gateway, to which legs' own connections lead, lives no more. */
  boolean isDead(SocketHolder gateway);

  /** Who holds a switch, this instance or another one; empty when nobody does. */
  Optional<ReturnAddress> holderOf(SwitchId switchId);

  /** The configured switch of this run; absent when nobody holds it. */
  @Nullable SwitchId runningAs(String coreUuid);

  /**
   * The legs that whoever held the switch before knew.
   *
   * @throws io.strowger.messaging.Unavailable when that cannot be found out now
   */
  Collection<LiveLeg> legsOf(SwitchId switchId);
}
