package io.strowger.rating.costing;

import io.strowger.rating.plan.PriceList;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Prices usage by a tariff plan; keeps nothing, and is shared by all threads. */
public final class RatingEngine {
  /** How many profiles deep a price is looked for unless configured. */
  public static final int FALLBACK_DEPTH = 3;

  private static final RatingProfile.Key NOBODY = new RatingProfile.Key("", "", "");

  private final Costing costing;
  private final int fallbackDepth;

  /**
   * An engine.
   *
   * @param fallbackDepth how many profiles deep a price is looked for, 1 or more
   */
  public RatingEngine(Costing costing, int fallbackDepth) {
    this.costing = costing;
    this.fallbackDepth = fallbackDepth;
  }

  /** What it computes costs with. */
  public Costing costing() {
    return costing;
  }

  /** What usage costs. Usage of nothing costs nothing, the connect fee included. */
  public Rated rate(TariffPlan tariff, Usage usage) {
    return switch (new PlanSearch(tariff, fallbackDepth).find(usage)) {
      case PlanSearch.Found.Nothing(var why) ->
          usage.amount() == 0 ? free(List.of()) : new Rated.Refused(why);
      case PlanSearch.Found.Prices(var coverages) ->
          usage.amount() == 0 ? free(coverages) : priced(tariff, usage, coverages);
    };
  }

  /** What a call costs by these prices alone; empty when none holds during a part of it. */
  public Optional<BigDecimal> cost(PriceList prices, ZoneId zone, Instant start, long nanos) {
    Usage usage = Usage.voice(NOBODY, "", start, nanos);
    Coverage coverage = new Coverage(start, NOBODY, "", new TariffPlan.Match("", "", prices));
    List<Span> spans = Spans.of(usage, List.of(coverage), zone);
    return spans.isEmpty() ? Optional.empty() : Optional.of(costing.of(spans, true));
  }

  private Rated priced(TariffPlan tariff, Usage usage, List<Coverage> coverages) {
    List<Span> spans = Spans.of(usage, coverages, tariff.zone());
    return spans.isEmpty()
        ? new Rated.Refused(RatingRefusal.UNAUTHORIZED_DESTINATION)
        : new Rated.Priced(
            costing.of(spans, usage.first()),
            costing.connectFee(spans, usage.first()),
            coverages,
            spans);
  }

  private static Rated free(List<Coverage> coverages) {
    return new Rated.Priced(BigDecimal.ZERO, BigDecimal.ZERO, coverages, List.of());
  }
}
