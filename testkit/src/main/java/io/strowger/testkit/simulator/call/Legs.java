package io.strowger.testkit.simulator.call;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The legs that exist, in order of their creation. */
public final class Legs {

  private final Map<String, Leg> byUuid = new LinkedHashMap<>();

  /** The leg of this UUID. */
  public Optional<Leg> find(String uuid) {
    return Optional.ofNullable(byUuid.get(uuid));
  }

  /** All of them. */
  public Collection<Leg> all() {
    return List.copyOf(byUuid.values());
  }

  void add(Leg leg) {
    byUuid.put(leg.channel().uuid(), leg);
  }

  void remove(Leg leg) {
    byUuid.remove(leg.channel().uuid());
  }

  void clear() {
    byUuid.values().forEach(Leg::over);
    byUuid.clear();
  }
}
