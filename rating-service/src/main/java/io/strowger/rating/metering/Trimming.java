package io.strowger.rating.metering;

import io.strowger.rating.balance.Draw;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.plan.FinalRounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Corrections of what was drawn. */
final class Trimming {
  private static final int MICRO = 6;

  private Trimming() {}

  /** What is needed for so much usage, in whole increments; nothing at all, no fee, for none. */
  static List<Stretch> first(List<Stretch> stretches, long usage) {
    List<Stretch> kept = new ArrayList<>();
    long covered = 0;
    for (Stretch stretch : stretches) {
      if (covered >= usage) {
        break;
      }
      List<Draw> draws = new ArrayList<>();
      for (Draw draw : stretch.draws()) {
        if (covered >= usage) {
          break;
        }
        Draw needed = needed(draw, usage - covered);
        draws.add(needed);
        covered += needed.length();
      }
      kept.add(stretch.with(draws));
    }
    return kept;
  }

  private static Draw needed(Draw draw, long usage) {
    if (draw.length() <= usage) {
      return draw;
    }
    return draw.first(Math.ceilDiv(usage, draw.increment()));
  }

  /**
   * Rounds the cost of each stretch, with those that repeat it, as its price says; the balance that
   * paid first corrects.
   */
  static List<Stretch> rounded(List<Stretch> stretches) {
    return Joining.repetitions(stretches).stream()
        .flatMap(group -> rounded(group, group.getFirst()).stream())
        .toList();
  }

  private static List<Stretch> rounded(List<Stretch> repeated, Stretch stretch) {
    Draw first = stretch.draws().isEmpty() ? null : stretch.draws().getFirst();
    FinalRounding rounding = stretch.rounding();
    if (first == null
        || first.money() == null
        || first.costMicros() == 0
        || rounding.decimals() >= MICRO) {
      return repeated;
    }
    BigDecimal cost = BigDecimal.valueOf(stretch.costMicros() * repeated.size(), MICRO);
    BigDecimal round = rounding.binary(cost.doubleValue());
    long correction = round.subtract(cost).movePointRight(MICRO).longValueExact();
    if (correction == 0) {
      return repeated;
    }
    List<Draw> draws = new ArrayList<>(stretch.draws());
    draws.add(new Draw(0, 1, null, 0, first.money(), correction));
    List<Stretch> corrected = new ArrayList<>(repeated);
    corrected.set(0, stretch.with(draws));
    return corrected;
  }

  /** What came before the end of the last pause, the pause included. */
  static List<Stretch> untilLastPause(List<Stretch> stretches) {
    for (int i = stretches.size(); i > 0; i--) {
      if (stretches.get(i - 1).isPause()) {
        return stretches.subList(0, i);
      }
    }
    return List.of();
  }

  /** A part of the session that costs nothing. */
  static Metered pause(Metered before, long usage) {
    List<Stretch> all = new ArrayList<>(before.stretches());
    all.add(
        new Stretch(
            before.drawnTo(),
            "",
            "",
            "",
            "",
            FinalRounding.NONE,
            List.of(new Draw(usage, 1, null, 0, null, 0))));
    return new Metered(
        all, before.steps() + 1, usage, before.totalUsage() + usage, 0, before.spentMicros());
  }

  static Metered ended(Metered metered, long used) {
    return new Metered(metered.stretches(), metered.steps(), 0, used, 0, metered.costMicros());
  }
}
