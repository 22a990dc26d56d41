package io.strowger.rating.adapter.db;

import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A balance's terms as they are stored: what is usual is left out. */
record StoredBalance(
    @Nullable BigDecimal weight,
    @Nullable Set<String> destinations,
    @Nullable Set<String> categories,
    @Nullable List<StoredTiming> timings,
    @Nullable String ratingSubject,
    @Nullable Map<String, BigDecimal> factors,
    @Nullable Boolean blocker,
    @Nullable Boolean disabled) {

  /** When a balance may be drawn upon; times of day in seconds. */
  record StoredTiming(
      String id,
      Set<Integer> years,
      Set<Integer> months,
      Set<Integer> monthDays,
      Set<DayOfWeek> weekDays,
      int from,
      @Nullable Integer to) {
    static StoredTiming of(Timing timing) {
      LocalTime end = timing.end();
      return new StoredTiming(
          timing.id(),
          timing.years(),
          timing.months(),
          timing.monthDays(),
          timing.weekDays(),
          timing.start().toSecondOfDay(),
          end == null ? null : (Integer) end.toSecondOfDay());
    }

    Timing timing() {
      return new Timing(
          id,
          years,
          months,
          monthDays,
          weekDays,
          LocalTime.ofSecondOfDay(from),
          to == null ? null : LocalTime.ofSecondOfDay(to));
    }
  }

  static StoredBalance of(BalanceTerms terms) {
    return new StoredBalance(
        terms.weight().signum() == 0 ? null : terms.weight(),
        terms.destinations().isEmpty() ? null : terms.destinations(),
        terms.categories().isEmpty() ? null : terms.categories(),
        terms.timings().isEmpty() ? null : terms.timings().stream().map(StoredTiming::of).toList(),
        terms.ratingSubject().isEmpty() ? null : terms.ratingSubject(),
        terms.factors().isEmpty() ? null : terms.factors(),
        terms.blocker() ? true : null,
        terms.disabled() ? true : null);
  }

  BalanceTerms terms(String name, @Nullable Instant expiresAt) {
    return new BalanceTerms(
        name,
        Objects.requireNonNullElse(weight, BigDecimal.ZERO),
        Objects.requireNonNullElse(destinations, Set.of()),
        Objects.requireNonNullElse(categories, Set.of()),
        timings == null ? List.of() : timings.stream().map(StoredTiming::timing).toList(),
        expiresAt,
        Objects.requireNonNullElse(ratingSubject, ""),
        Objects.requireNonNullElse(factors, Map.of()),
        Boolean.TRUE.equals(blocker),
        Boolean.TRUE.equals(disabled));
  }
}
