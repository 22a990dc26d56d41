package io.strowger.gateway.ownership;

import io.strowger.contracts.id.SwitchId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shares switches out among the instances that can hold them: each keeps what it has as far as
 * possible, and nobody has two more than another. The same for all who know the same.
 */
final class Sharing {
  private static final Comparator<SwitchId> BY_NAME = Comparator.comparing(SwitchId::value);

  private final Map<Integer, Member> members = new TreeMap<>();
  private final Map<Integer, Set<SwitchId>> shares = new HashMap<>();

  private Sharing(Collection<Member> living) {
    for (Member member : living) {
      members.put(member.instance(), member);
      shares.put(member.instance(), new TreeSet<>(BY_NAME));
    }
  }

  /** The switches of each instance, by its ordinal. */
  static Map<Integer, Set<SwitchId>> of(Collection<Member> living, Map<SwitchId, Grant> grants) {
    Sharing sharing = new Sharing(living);
    Set<SwitchId> all = new TreeSet<>(BY_NAME);
    living.forEach(member -> all.addAll(member.switches()));
    Set<SwitchId> unheld = new TreeSet<>(BY_NAME);
    for (SwitchId switchId : all) {
      Grant grant = grants.get(switchId);
      if (grant == null || !sharing.keep(grant.instance(), switchId)) {
        unheld.add(switchId);
      }
    }
    unheld.forEach(sharing::giveToWhoHasFewest);
    sharing.level();
    return sharing.shares;
  }

  private boolean keep(int instance, SwitchId switchId) {
    Member holder = members.get(instance);
    boolean keeps = holder != null && holder.switches().contains(switchId);
    if (keeps) {
      share(instance).add(switchId);
    }
    return keeps;
  }

  private void giveToWhoHasFewest(SwitchId switchId) {
    members.values().stream()
        .filter(member -> member.switches().contains(switchId))
        .map(Member::instance)
        .min(Comparator.comparingInt(this::count))
        .ifPresent(instance -> share(instance).add(switchId));
  }

  /** Moves one switch after the other; each move makes two shares more alike, so it ends. */
  private void level() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int from : members.keySet()) {
        for (int to : members.keySet()) {
          moved |= count(from) > count(to) + 1 && moveOne(from, to);
        }
      }
    }
  }

  private boolean moveOne(int from, int to) {
    Set<SwitchId> takes = members.get(to).switches();
    for (SwitchId candidate : share(from)) {
      if (takes.contains(candidate)) {
        share(from).remove(candidate);
        share(to).add(candidate);
        return true;
      }
    }
    return false;
  }

  private Set<SwitchId> share(int instance) {
    return shares.computeIfAbsent(instance, it -> new TreeSet<>(BY_NAME));
  }

  private int count(int instance) {
    return share(instance).size();
  }
}
