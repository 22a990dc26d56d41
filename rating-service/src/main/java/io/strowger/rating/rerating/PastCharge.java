package io.strowger.rating.rerating;

import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.costing.Usage;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A charge as it was kept, and as it stands after earlier re-ratings.
 *
 * @param id grows in the order in which charges were made
 * @param costMicros what it costs as it stands, in micro-units; 0 when it had no price
 * @param taken what is taken for it as it stands, by balance, in micro-units
 */
public record PastCharge(long id, ChargedCall call, long costMicros, Map<String, Long> taken) {
  private static final long MICRO = 1_000;

  /** Copies what it is given. */
  public PastCharge {
    taken = Map.copyOf(taken);
  }

  /** When it began to cost. */
  public Instant start() {
    return Objects.requireNonNullElse(call.times().answeredAt(), call.times().setupAt());
  }

  /** How long it was, in nanoseconds. */
  public long usedNanos() {
    return Math.multiplyExact(call.usedMicros(), MICRO);
  }

  /** What is to be priced. */
  public Usage usage() {
    return Usage.voice(call.payer().profile(), call.payer().destination(), start(), usedNanos());
  }

  /** What was taken for it when it was made, by balance. */
  public Map<String, Long> takenAtFirst() {
    return Drawn.sums(call.cost().stretches());
  }

  Spending spending() {
    return Spending.call(call.payer().profile(), call.payer().destination(), start());
  }
}
