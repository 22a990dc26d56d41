package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.adapter.esl.GatewayIdentity;
import io.strowger.gateway.ownership.Grant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which switch, as this instance knows it, for any thread to ask.
 *
 * <p>An instance trusts its own leases only for a while after it read its own beat back. After that
 * it does not know whether others have taken over, and neither tells nor executes anything.
 */
public final class Leases implements Fence {
  private final int instance;
  private final long incarnation;
  private volatile Map<SwitchId, Grant> grants = Map.of();
  private volatile Map<String, SwitchId> byCore = Map.of();
  private volatile @Nullable Map<Integer, Long> living;
  private volatile long trustedUntil = System.nanoTime();

  /** Leases of this start of this instance. */
  public Leases(int instance, long incarnation) {
    this.instance = instance;
    this.incarnation = incarnation;
  }

  void know(Map<SwitchId, Grant> now, Map<String, SwitchId> cores) {
    grants = now;
    byCore = cores;
  }

  /** These starts of instances live, and no other; absent while that is not known. */
  void knowLiving(@Nullable Map<Integer, Long> incarnations) {
    living = incarnations;
  }

  /** True when it is sure that the start of an instance that took this call is no more. */
  public boolean isDead(int otherInstance, long epochOfOwnCall) {
    Map<Integer, Long> known = living;
    if (known == null || !isTrusted()) {
      return false;
    }
    Long start = known.get(otherInstance);
    return start == null || GatewayIdentity.ofOwnCall(start) > epochOfOwnCall;
  }

  /** Its own leases are to be trusted until then, by {@link System#nanoTime()}. */
  void trustUntil(long nanos) {
    trustedUntil = nanos;
  }

  /** True while it is sure what this instance holds. */
  public boolean isTrusted() {
    return trustedUntil - System.nanoTime() > 0;
  }

  /** Whose a switch is; empty when nobody's. */
  public Optional<Grant> of(SwitchId switchId) {
    return Optional.ofNullable(grants.get(switchId));
  }

  /** True when it is sure that this instance holds the switch under this epoch. */
  public boolean isHeld(SwitchId switchId, long epoch) {
    Grant grant = grants.get(switchId);
    return grant != null && isOwn(grant) && grant.epoch() == epoch && isTrusted();
  }

  /** The configured switch of this run; absent when nobody holds it. */
  public @Nullable SwitchId runningAs(String coreUuid) {
    return byCore.get(coreUuid);
  }

  private boolean isOwn(Grant grant) {
    return grant.instance() == instance && grant.incarnation() == incarnation;
  }

  @Override
  public Passage of(SwitchId switchId, long epoch) {
    if (!isTrusted()) {
      return Passage.WAIT;
    }
    Grant grant = grants.get(switchId);
    boolean unfenced = CallAddress.isOfOwnConnection(epoch) || grant == null;
    if (unfenced || grant.epoch() == epoch) {
      return Passage.OPEN;
    }
    return isOwn(grant) && epoch >= grant.sameHolderSince() ? Passage.OPEN : Passage.CLOSED;
  }

  /** A copy of what is known, by switch. */
  public Map<SwitchId, Grant> all() {
    return new HashMap<>(grants);
  }
}
