package io.strowger.routing.carrier;

import io.strowger.contracts.id.CarrierId;
import io.strowger.routing.number.DialledNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All routes at one moment; never changes, replaced as a whole. */
public final class RouteTable {
  /** No routes at all. */
  public static final RouteTable EMPTY = new RouteTable(List.of(), List.of());

  private final Map<String, List<Carrier>> byPrefix = new HashMap<>();
  private final int longest;

  /** A table; routes to carriers that are missing or disabled are passed over. */
  public RouteTable(List<Carrier> carriers, List<Route> routes) {
    Map<CarrierId, Carrier> usable = new HashMap<>();
    carriers.stream()
        .filter(Carrier::enabled)
        .forEach(carrier -> usable.put(carrier.id(), carrier));
    int length = 0;
    for (Route route : routes.stream().sorted(Comparator.comparingInt(Route::priority)).toList()) {
      Carrier carrier = usable.get(route.carrier());
      if (carrier != null) {
        byPrefix.computeIfAbsent(route.prefix(), _ -> new ArrayList<>()).add(carrier);
        length = Math.max(length, route.prefix().length());
      }
    }
    longest = length;
  }

  /**
   * The attempts for a number: the carriers of the longest prefix it has, by priority, but for
   * those whose translation leaves nothing of it that can be dialled.
   */
  public List<PlannedAttempt> plan(DialledNumber number) {
    String digits = number.digits();
    for (int length = Math.min(longest, digits.length()); length >= 0; length--) {
      List<Carrier> carriers = byPrefix.get(digits.substring(0, length));
      if (carriers != null) {
        return carriers.stream().flatMap(carrier -> attempt(carrier, number).stream()).toList();
      }
    }
    return List.of();
  }

  private static Optional<PlannedAttempt> attempt(Carrier carrier, DialledNumber number) {
    return carrier.translation().apply(number).map(wanted -> new PlannedAttempt(carrier, wanted));
  }
}
