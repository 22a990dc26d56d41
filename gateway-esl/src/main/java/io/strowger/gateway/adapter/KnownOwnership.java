package io.strowger.gateway.adapter;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.gateway.adapter.esl.Ownership;
import io.strowger.gateway.adapter.kafka.Leases;
import io.strowger.gateway.adapter.kafka.LegNotes;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.call.SocketHolder;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Kafka says of who holds which switch, and of the legs there. */
record KnownOwnership(Leases leases, LegNotes notes) implements Ownership {

  @Override
  public boolean isHeld(SwitchId switchId, long epoch) {
    return leases.isHeld(switchId, epoch);
  }

  @Override
  public boolean isDead(SocketHolder gateway) {
    return leases.isDead(gateway.instance(), gateway.epoch());
  }

  @Override
  public Optional<ReturnAddress> holderOf(SwitchId switchId) {
    return leases
        .of(switchId)
        .map(grant -> new ReturnAddress(switchId, grant.instance(), grant.epoch()));
  }

  @Override
  public @Nullable SwitchId runningAs(String coreUuid) {
    return leases.runningAs(coreUuid);
  }

  @Override
  public Collection<LiveLeg> legsOf(SwitchId switchId) {
    return notes.of(switchId);
  }
}
