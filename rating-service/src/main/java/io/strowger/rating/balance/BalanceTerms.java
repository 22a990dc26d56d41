package io.strowger.rating.balance;

import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a balance may be drawn upon, and how.
 *
 * @param name how the operator calls it; {@link #DEFAULT} is the one that may go below zero
 * @param weight the heavier is drawn upon first
 * @param destinations destination ids it holds for; empty or {@code *any} holds for all, an id
 *     after {@code !} for all but that
 * @param categories such as {@code call}; empty holds for all
 * @param timings when it may be drawn upon; empty is always
 * @param expiresAt from when on it is void; absent is never
 * @param ratingSubject {@code *zero30s} uses units up to whole 30 s and no money, a name is rated
 *     by that subject's profile, empty is the usual
 * @param factors how much more of its units are taken, by the event's factor id
 * @param blocker true ends the search here: no balance behind it is drawn upon
 */
public record BalanceTerms(
    String name,
    BigDecimal weight,
    Set<String> destinations,
    Set<String> categories,
    List<Timing> timings,
    @Nullable Instant expiresAt,
    String ratingSubject,
    Map<String, BigDecimal> factors,
    boolean blocker,
    boolean disabled) {
  /** The name of the balance that plain top-ups go to. */
  public static final String DEFAULT = "*default";

  private static final int LONGEST = 128;

  /** Refuses names nobody could find again, and factors that would give units back. */
  public BalanceTerms {
    if (name.isEmpty() || name.length() > LONGEST) {
      throw new IllegalArgumentException("a balance's name has 1 to " + LONGEST + " characters");
    }
    destinations = Set.copyOf(destinations);
    categories = Set.copyOf(categories);
    timings = List.copyOf(timings);
    factors = Map.copyOf(factors);
    if (factors.values().stream().anyMatch(factor -> factor.signum() < 0)) {
      throw new IllegalArgumentException("factors must be 0 or more: " + factors);
    }
    RatingSubject.of(ratingSubject); // refuses one that cannot be understood
  }

  /** The terms of a balance that holds always and for all. */
  public static BalanceTerms plain(String name) {
    return new BalanceTerms(
        name, BigDecimal.ZERO, Set.of(), Set.of(), List.of(), null, "", Map.of(), false, false);
  }

  /** The same under another name. */
  public BalanceTerms named(String other) {
    return with(other, disabled);
  }

  /** The same, not disabled. */
  BalanceTerms enabled() {
    return with(name, false);
  }

  private BalanceTerms with(String otherName, boolean otherDisabled) {
    return new BalanceTerms(
        otherName,
        weight,
        destinations,
        categories,
        timings,
        expiresAt,
        ratingSubject,
        factors,
        blocker,
        otherDisabled);
  }

  /** The factor for an event's factor id, 1 when nothing is said of it. */
  BigDecimal factor(String id) {
    return factors.getOrDefault(id, BigDecimal.ONE);
  }

  /** True once it is void. */
  boolean isExpiredAt(Instant time) {
    return expiresAt != null && expiresAt.isBefore(time);
  }
}
