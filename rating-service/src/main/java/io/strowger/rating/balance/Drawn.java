package io.strowger.rating.balance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came of drawing upon balances. */
public sealed interface Drawn {
  /**
   * Something was drawn; maybe for less than was asked.
   *
   * @param covered the usage covered, counted from the start of the call; the last increment may
   *     reach beyond what was asked for
   * @param blocked true when a blocker kept the rest from being looked for
   */
  record Taken(List<Stretch> stretches, long covered, boolean blocked) implements Drawn {
    /** Copies what it is given. */
    public Taken {
      stretches = List.copyOf(stretches);
    }
  }

  /** Nothing was drawn. */
  record Refused(Why why) implements Drawn {}

  /** Why nothing can be drawn. */
  enum Why {
    /** Neither the subject nor {@code *any} has a rating profile. */
    RATING_PLAN_NOT_FOUND,
    /** There is no price for the number. */
    UNAUTHORIZED_DESTINATION,
    /** The balances do not cover all that was asked for. */
    INSUFFICIENT_CREDIT,
    /** A blocker does not cover all that was asked for. */
    INSUFFICIENT_CREDIT_BALANCE_BLOCKER
  }

  /** What stretches took, by balance. */
  static Map<String, Long> sums(List<Stretch> stretches) {
    Map<String, Long> sums = new HashMap<>();
    for (Stretch stretch : stretches) {
      for (Draw draw : stretch.draws()) {
        if (draw.units() != null) {
          sums.merge(draw.units(), draw.unitsMicros(), Math::addExact);
        }
        if (draw.money() != null) {
          sums.merge(draw.money(), draw.costMicros(), Math::addExact);
        }
      }
    }
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }
}
