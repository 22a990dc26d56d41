package io.strowger.rating.metering;

import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Stretch;
import java.util.List;
import java.util.Map;

/**
 * What was drawn for a session. Usage is in nanoseconds of time, or in units of what is counted.
 *
 * @param stretches what was drawn, in the order of usage
 * @param steps how many times it was drawn for
 * @param lastUsage what was granted last, or said to have been used of it
 * @param totalUsage all that was granted, less what was said not to have been used
 * @param reserve drawn for and not granted: the next grant comes out of it first
 * @param spentMicros what it cost, in micro-units
 */
public record Metered(
    List<Stretch> stretches,
    int steps,
    long lastUsage,
    long totalUsage,
    long reserve,
    long spentMicros) {
  /** A session that nothing was drawn for. */
  public static final Metered NOTHING = new Metered(List.of(), 0, 0, 0, 0, 0);

  /** Copies what it is given. */
  public Metered {
    stretches = List.copyOf(stretches);
  }

  /** How far it was drawn for, from its start. */
  public long drawnTo() {
    return stretches.stream().mapToLong(Stretch::length).sum();
  }

  /** What is held for it, by balance, in micro-units. */
  public Map<String, Long> holds() {
    return Drawn.sums(stretches);
  }

  /** What all of it costs, in micro-units of the price's currency. */
  public long costMicros() {
    return stretches.stream().mapToLong(Stretch::costMicros).sum();
  }

  Metered with(List<Stretch> others) {
    return new Metered(others, steps, lastUsage, totalUsage, reserve, spentMicros);
  }

  /** Counts back what was granted last and not used. */
  public Metered lastUsed(long used) {
    return used == lastUsage
        ? this
        : new Metered(
            stretches,
            steps,
            used,
            totalUsage - lastUsage + used,
            reserve + lastUsage - used,
            spentMicros);
  }
}
