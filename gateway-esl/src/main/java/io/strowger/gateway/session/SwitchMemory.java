package io.strowger.gateway.session;

import io.strowger.contracts.id.CallId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of a switch from one connection to the next. */
public final class SwitchMemory {
  private final ReturnAddress address;
  private final LegLog log;
  private final LegDirectory legs;
  private final List<KnownLeg> restored = new ArrayList<>();
  private final ClockWatch clock = new ClockWatch();
  private volatile @Nullable String coreUuid;
  private volatile @Nullable String version;
  private volatile @Nullable SwitchInventory inventory;

  /** Nothing yet; what comes is noted in the log under this address. */
  public SwitchMemory(ReturnAddress address, LegLog log) {
    this.address = address;
    this.log = log;
    this.legs = new LegDirectory(new Noting());
  }

  /** Remembers what was noted by whoever served the switch before. */
  public void restore(Collection<LiveLeg> noted) {
    for (LiveLeg leg : noted) {
      legs.restore(leg);
      restored.add(Objects.requireNonNull(legs.find(leg.legId().value())));
    }
  }

  /** One live leg of each restored call, the caller's where it lives; none when asked again. */
  List<KnownLeg> takeRestored() {
    Map<String, KnownLeg> byCall = new LinkedHashMap<>();
    for (KnownLeg leg : restored) {
      if (leg.ending() == null) {
        byCall.merge(leg.call().value(), leg, (one, other) -> other.isCallers() ? other : one);
      }
    }
    restored.clear();
    return List.copyOf(byCall.values());
  }

  /** A live leg of this call, if it is a restored one that was not taken yet. */
  Optional<KnownLeg> takeRestored(CallId call) {
    Optional<KnownLeg> leg =
        restored.stream()
            .filter(one -> one.call().equals(call) && one.ending() == null)
            .findFirst();
    restored.removeIf(one -> one.call().equals(call));
    return leg;
  }

  /** The switch's live legs. */
  public LegDirectory legs() {
    return legs;
  }

  /** The switch's present run; absent before it told. */
  public @Nullable String coreUuid() {
    return coreUuid;
  }

  /** How its clock goes. */
  public ClockWatch clock() {
    return clock;
  }

  /** What the switch runs; absent before it told. */
  public @Nullable String version() {
    return version;
  }

  /** What the switch told of itself; absent before it told. */
  public @Nullable SwitchInventory inventory() {
    return inventory;
  }

  /** Notes what the switch told of itself. */
  public void found(SwitchInventory told) {
    inventory = told;
  }

  /** Notes whether the switch takes calls; true when that is news. */
  public boolean isPaused(boolean paused) {
    SwitchInventory known = inventory;
    boolean news = known != null && known.paused() != paused;
    if (known != null && news) {
      inventory =
          new SwitchInventory(
              known.hostname(), paused, known.folders(), known.codecs(), known.profiles());
    }
    return news;
  }

  /** Notes the switch's present run; gives back the live legs of earlier runs. */
  List<KnownLeg> runs(String core) {
    coreUuid = core;
    return legs.live().stream().filter(leg -> isOfAnother(core, leg)).toList();
  }

  private static boolean isOfAnother(String core, KnownLeg leg) {
    String own = leg.coreUuid();
    return own != null && !own.equals(core);
  }

  void isVersion(String told) {
    version = told;
  }

  private final class Noting implements LegDirectory.Journal {
    @Override
    public void lives(KnownLeg leg) {
      log.lives(
          new LiveLeg(
              leg.id(),
              leg.call(),
              address.switchId(),
              leg.coreUuid(),
              leg.identity(),
              leg.createdAt(),
              leg.answeredAt(),
              leg.parkedAt()),
          address);
    }

    @Override
    public void ended(KnownLeg leg) {
      log.ended(leg.id(), address);
    }
  }
}
