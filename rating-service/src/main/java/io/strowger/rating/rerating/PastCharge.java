package io.strowger.rating.rerating;

import io.strowger.rating.account.AccountMode;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.costing.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A charge as it was kept, and as it stands after earlier re-ratings.
 *
 * @param id grows in the order in which charges were made
 * @param costMicros what it costs as it stands, in micro-units; 0 when it had no price
 * @param taken what is taken for it as it stands, by balance, in micro-units
 * @param standing how it stands besides
 */
public record PastCharge(
    long id, ChargedCall call, long costMicros, Map<String, Long> taken, Standing standing) {
  private static final long MICRO = 1_000;

  /** Copies what it is given. What is priced only takes nothing of anybody. */
  public PastCharge {
    taken = touchesBalances(call) ? Map.copyOf(taken) : Map.of();
  }

  /** A charge that stands. */
  public PastCharge(long id, ChargedCall call, long costMicros, Map<String, Long> taken) {
    this(id, call, costMicros, taken, new Standing(false, false, call.cost().stretches()));
  }

  /**
   * How a charge stands.
   *
   * @param givenBack true when all that it cost was given back, until it is asked for anew
   * @param told true when a request told what it is for: it is of no call on a switch
   * @param drawn for it, by the prices that it stands by
   */
  public record Standing(boolean givenBack, boolean told, List<Stretch> drawn) {
    /** Copies what it is given. */
    public Standing {
      drawn = List.copyOf(drawn);
    }
  }

  /** True when all that it cost was given back. */
  public boolean givenBack() {
    return standing.givenBack();
  }

  /** True when balances pay for it. */
  public boolean touchesBalances() {
    return touchesBalances(call);
  }

  private static boolean touchesBalances(ChargedCall call) {
    return call.payer().mode() != AccountMode.RATED;
  }

  /** When it began to cost. */
  public Instant start() {
    return Objects.requireNonNullElse(call.times().answeredAt(), call.times().setupAt());
  }

  /** How much it was, in nanoseconds or units of what is counted. */
  public long used() {
    return isVoice()
        ? Math.multiplyExact(call.usedMicros(), MICRO)
        : call.usedMicros() / Unit.MICROS;
  }

  /** True for a call. */
  public boolean isVoice() {
    return call.used().unit() instanceof Unit.Voice;
  }

  /** True when a part of it cost nothing for as long as nobody was to pay for it. */
  boolean hasPause() {
    return call.cost().stretches().stream().anyMatch(Stretch::isPause);
  }

  /** What is to be priced. */
  public Usage usage() {
    Usage.Kind kind = isVoice() ? Usage.Kind.VOICE : Usage.Kind.UNITS;
    ChargedCall.Payer payer = call.payer();
    return new Usage(payer.profile(), payer.destination(), start(), used(), kind, 0, true);
  }

  /** What was taken for it when it was made, by balance. */
  public Map<String, Long> takenAtFirst() {
    return touchesBalances() ? Drawn.sums(call.cost().stretches()) : Map.of();
  }

  /**
   * What a balance pays for it as it stands, before its increments were rounded down in the end.
   */
  long unroundedOf(String balance) {
    long rounded =
        standing.drawn().stream()
            .flatMap(stretch -> stretch.draws().stream())
            .filter(draw -> balance.equals(draw.money()))
            .mapToLong(draw -> Math.min(0, draw.costMicros()))
            .sum();
    return taken.getOrDefault(balance, 0L) - rounded;
  }

  Spending spending() {
    return new Spending(
        call.payer().profile(),
        call.payer().destination(),
        start(),
        call.used().unit(),
        call.extra().getOrDefault(ChargedCall.FACTOR, ""),
        null,
        null);
  }
}
