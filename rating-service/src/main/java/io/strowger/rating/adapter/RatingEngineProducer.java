package io.strowger.rating.adapter;

import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the engine that is configured. */
public final class RatingEngineProducer {
  private RatingEngineProducer() {}

  /** The engine that prices all usage. */
  @Produces
  @Singleton
  static RatingEngine engine(RatingSettings settings) {
    var rating = settings.rating();
    if (rating.roundingDecimals() < 0 || rating.roundingDecimals() > 6) {
      throw new IllegalArgumentException(
          "strowger.rating.rounding-decimals must be 0 to 6 but is " + rating.roundingDecimals());
    }
    return new RatingEngine(
        switch (rating.rounding()) {
          case EXACT -> new ExactCosting();
          case CGRATES -> new CgratesCosting(rating.roundingDecimals());
        },
        rating.fallbackDepth());
  }
}
