package io.strowger.rating.cgrates.cost;

import io.strowger.rating.balance.Stretch;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What balances paid for, beside the prices that it is told by.
 *
 * @param spans of the same usage by the tariff, by the subjects that it was priced for; none when
 *     the tariff is gone
 */
record PaidParts(Map<String, List<Span>> spans, List<Stretch> stretches) {
  private static final int MICRO = 6;
  private static final int SHOWN_DECIMALS = 12;

  static PaidParts of(Function<String, @Nullable Rated> prices, List<Stretch> stretches) {
    Map<String, List<Span>> spans = new HashMap<>();
    for (Stretch stretch : stretches) {
      if (!stretch.plan().isEmpty()) {
        spans.computeIfAbsent(
            stretch.subject(),
            subject ->
                prices.apply(subject) instanceof Rated.Priced priced ? priced.spans() : List.of());
      }
    }
    return new PaidParts(spans, stretches);
  }

  /** The price that held where a part began. */
  Optional<Span> priceOf(Stretch stretch) {
    return spans.getOrDefault(stretch.subject(), List.of()).stream()
        .filter(span -> span.from() <= stretch.from() && stretch.from() < span.to())
        .findFirst();
  }

  /** The balance whose units were used where they cost nothing; absent where there is a price. */
  static @Nullable String freeUnits(Stretch stretch) {
    return stretch.plan().isEmpty() && !stretch.draws().isEmpty()
        ? stretch.draws().getFirst().units()
        : null;
  }

  /** All that was paid. */
  BigDecimal cost() {
    return money(stretches.stream().mapToLong(Stretch::costMicros).sum());
  }

  /** All that it was paid for, in nanoseconds or units. */
  long length() {
    return stretches.stream().mapToLong(Stretch::length).sum();
  }

  static BigDecimal money(long micros) {
    return BigDecimal.valueOf(micros, MICRO);
  }

  /** One of so many. */
  static BigDecimal each(long micros, long count) {
    return each(money(micros), count);
  }

  /** One of so many. */
  static BigDecimal each(BigDecimal sum, long count) {
    return sum.divide(BigDecimal.valueOf(count), SHOWN_DECIMALS, RoundingMode.HALF_UP);
  }
}
