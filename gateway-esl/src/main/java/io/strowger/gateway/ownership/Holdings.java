package io.strowger.gateway.ownership;

import io.strowger.contracts.id.SwitchId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which switches an instance serves, each under one epoch, and which of them it is letting go. In
 * the minute when instances join, a switch may be lost and granted anew within milliseconds: what
 * is still to be done for one epoch must never touch the switch as it is held under the next.
 *
 * <p>For use by one thread, but for {@link #letGo}.
 */
public final class Holdings {
  private final Map<SwitchId, Long> held = new TreeMap<>(Comparator.comparing(SwitchId::value));
  private final Set<Holding> lettingGo = ConcurrentHashMap.newKeySet();
  private final Set<Holding> gone = ConcurrentHashMap.newKeySet();

  /** A switch as it is held. */
  public record Holding(SwitchId switchId, long epoch) {}

  /** What is held, by the switches' names; what is being let go is among it until it is gone. */
  public List<Holding> held() {
    return held.entrySet().stream().map(e -> new Holding(e.getKey(), e.getValue())).toList();
  }

  /**
   * Takes out what is not granted any more.
   *
   * @param granted to this instance, with their epochs
   * @return what was taken out
   */
  public List<Holding> lose(Map<SwitchId, Long> granted) {
    List<Holding> lost = held().stream().filter(holding -> !isIn(granted, holding)).toList();
    lost.forEach(holding -> held.remove(holding.switchId()));
    return lost;
  }

  /**
   * Adds what was granted.
   *
   * @return what was added
   */
  public List<Holding> gain(Map<SwitchId, Long> granted) {
    List<Holding> gained = new ArrayList<>();
    granted.forEach((switchId, epoch) -> {
      Holding holding = new Holding(switchId, epoch);
      if (!held.containsKey(switchId) && !lettingGo.contains(holding)) {
        held.put(switchId, epoch);
        gained.add(holding);
      }
    });
    return gained;
  }

  /**
   * Begins to let go of what is beyond its share.
   *
   * @return what to let go of; {@link #letGo} is to be called for each
   */
  public List<Holding> shed(Set<SwitchId> share) {
    return held().stream()
        .filter(holding -> !share.contains(holding.switchId()))
        .filter(lettingGo::add)
        .toList();
  }

  /** All that was to be told of it was told: it need not be held any more. From any thread. */
  public void letGo(Holding holding) {
    gone.add(holding);
  }

  /** Takes out what was let go. */
  public void takeOutGone() {
    held().stream().filter(gone::remove).forEach(holding -> held.remove(holding.switchId()));
    gone.retainAll(lettingGo);
  }

  /** True when the switch is neither held nor being let go, so that it may be claimed. */
  public boolean isFree(SwitchId switchId) {
    return !held.containsKey(switchId)
        && lettingGo.stream().noneMatch(holding -> holding.switchId().equals(switchId));
  }

  /**
   * Forgets what was let go, once the log says so too.
   *
   * @param granted to this instance, with their epochs
   */
  public void forgetGone(Map<SwitchId, Long> granted) {
    lettingGo.removeIf(holding -> !isIn(held, holding) && !isIn(granted, holding));
  }

  /**
   * Takes out everything.
   *
   * @return what was held
   */
  public List<Holding> clear() {
    List<Holding> all = held();
    held.clear();
    return all;
  }

  private static boolean isIn(Map<SwitchId, Long> epochs, Holding holding) {
    return Long.valueOf(holding.epoch()).equals(epochs.get(holding.switchId()));
  }

  @Override
  public String toString() {
    return held.toString();
  }
}
