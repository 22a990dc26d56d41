package io.strowger.gateway.ownership;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.GatewayLease;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the records of {@code gateway-leases} say, read in their order. Whoever has read the same
 * records has the same book, so a claim is decided by its place among them and by nobody's clock
 * but the broker's. Not safe for use by several threads.
 *
 * <p>A claim is granted when the switch is free: never granted, let go, its holder started anew, or
 * its holder expired while the claimant lived. It is granted under an epoch higher than any before.
 */
public final class LeaseBook {
  private final LeaseTerms terms;
  private final Map<Integer, Member> members = new TreeMap<>();
  private final Map<SwitchId, Grant> grants = new HashMap<>();
  private final Map<SwitchId, Grant> latest = new HashMap<>();
  private final boolean fromTheFirst;
  private Instant time = Instant.EPOCH;
  private @Nullable Instant firstTime;

  /**
   * An empty book.
   *
   * @param fromTheFirst true when it will be read the first record that ever was. Else it grants
   *     nothing until a whole lease has passed: holders must have renewed what it does not know of
   */
  public LeaseBook(LeaseTerms terms, boolean fromTheFirst) {
    this.terms = terms;
    this.fromTheFirst = fromTheFirst;
  }

  /** Reads the next record. */
  public void read(GatewayLease lease, Instant appendedAt) {
    time = appendedAt.isAfter(time) ? appendedAt : time;
    firstTime = firstTime == null ? time : firstTime;
    Member before = members.get(lease.instance());
    if (before != null && before.incarnation() > lease.incarnation()) {
      return;
    }
    if (before != null && before.incarnation() < lease.incarnation()) {
      grants.values().removeIf(grant -> grant.instance() == lease.instance());
      before = null;
    }
    if (lease.leaving()) {
      members.remove(lease.instance());
      grants.values().removeIf(grant -> grant.instance() == lease.instance());
      return;
    }
    Member member = beating(lease, before);
    members.put(lease.instance(), member);
    letGo(lease);
    lease.holds().forEach(holding -> renew(lease, holding));
    lease.claims().forEach(claimed -> claim(member, claimed));
  }

  private Member beating(GatewayLease lease, @Nullable Member before) {
    boolean gapless =
        before != null && !before.lastBeat().plus(terms.toleratedGap()).isBefore(time);
    return new Member(
        lease.instance(),
        lease.incarnation(),
        gapless ? before.aliveSince() : time,
        time,
        Set.copyOf(lease.switches()));
  }

  /** What a holder names no more it has let go. */
  private void letGo(GatewayLease lease) {
    Set<SwitchId> named = new HashSet<>(lease.claims());
    lease.holds().forEach(holding -> named.add(holding.switchId()));
    grants
        .entrySet()
        .removeIf(entry ->
            entry.getValue().isOf(lease.instance(), lease.incarnation())
                && !named.contains(entry.getKey()));
  }

  /** A reader that came later than the grant learns of it by its renewal. */
  private void renew(GatewayLease lease, GatewayLease.Holding holding) {
    Grant known = latest.get(holding.switchId());
    if (known == null || holding.epoch() > known.epoch()) {
      put(holding.switchId(), lease.instance(), lease.incarnation(), holding.epoch());
    }
  }

  private void claim(Member claimant, SwitchId claimed) {
    if (knowsAllHolders() && isFree(claimed, claimant, time)) {
      Grant before = latest.get(claimed);
      long epoch = Math.max(time.toEpochMilli(), before == null ? 1 : before.epoch() + 1);
      put(claimed, claimant.instance(), claimant.incarnation(), epoch);
    }
  }

  private boolean knowsAllHolders() {
    return fromTheFirst
        || (firstTime != null && firstTime.plus(terms.expiresAfter()).isBefore(time));
  }

  private void put(SwitchId switchId, int instance, long incarnation, long epoch) {
    Grant before = latest.get(switchId);
    long since =
        before == null ? 0 : before.instance() == instance ? before.sameHolderSince() : epoch;
    Grant grant = new Grant(instance, incarnation, epoch, since);
    grants.put(switchId, grant);
    latest.put(switchId, grant);
  }

  private boolean isFree(SwitchId switchId, Member claimant, Instant at) {
    Grant grant = grants.get(switchId);
    if (grant == null) {
      return true;
    }
    if (grant.instance() == claimant.instance()) {
      return false;
    }
    Member holder = members.get(grant.instance());
    boolean expired = holder == null || !isAlive(holder, at);
    return expired
        && Duration.between(claimant.aliveSince(), at).compareTo(terms.expiresAfter()) >= 0;
  }

  private boolean isAlive(Member member, Instant at) {
    return !member.lastBeat().plus(terms.expiresAfter()).isBefore(at);
  }

  /** True when a claim of this instance would be granted at this time of the broker. */
  public boolean couldClaim(int instance, SwitchId switchId, Instant at) {
    Member claimant = members.get(instance);
    return claimant != null && knowsAllHolders() && isFree(switchId, claimant, at);
  }

  /** Whose the switch is; empty when nobody's. An expired holder's is its until it is claimed. */
  public Optional<Grant> grantOf(SwitchId switchId) {
    return Optional.ofNullable(grants.get(switchId));
  }

  /** Every switch that is somebody's. */
  public Map<SwitchId, Grant> grants() {
    return Map.copyOf(grants);
  }

  /** The instances that live at this time of the broker, by their ordinal. */
  public List<Member> alive(Instant at) {
    return members.values().stream().filter(member -> isAlive(member, at)).toList();
  }

  /**
   * The starts of the instances that live; empty until the one that looks has lived for a whole
   * lease itself, for after an outage of Kafka nobody may be taken for dead.
   */
  public Optional<Map<Integer, Long>> livingAsSeenBy(int instance, Instant at) {
    Member observer = members.get(instance);
    if (observer == null
        || Duration.between(observer.aliveSince(), at).compareTo(terms.expiresAfter()) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        alive(at).stream().collect(Collectors.toMap(Member::instance, Member::incarnation)));
  }

  /** The incarnation of an instance that beats; empty when none does. */
  public Optional<Long> incarnationOf(int instance) {
    return Optional.ofNullable(members.get(instance)).map(Member::incarnation);
  }

  /** The time of the latest record, by the broker's clock. */
  public Instant time() {
    return time;
  }

  /** Which switches an instance should hold now, for all to have about as many. */
  public Set<SwitchId> shareOf(int instance, Instant at) {
    Collection<Member> living = alive(at);
    return Sharing.of(living, grants).getOrDefault(instance, Set.of());
  }
}
