package io.strowger.rating.cgrates.staging;

import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.GoDuration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is checked of a plan on {@code Validate}: its prices make sense and hold all week. */
public final class PlanSanity {
  private final StagedPlan plan;
  private final Map<String, Fields> timings = new HashMap<>();

  /** Looks at a plan whose references are all there. */
  public PlanSanity(StagedPlan plan) {
    this.plan = plan;
    plan.of(PlanPart.TIMING).forEach(timing -> timings.put(timing.text("ID"), timing));
  }

  /** True when nothing is wrong with it. */
  public boolean isSane() {
    return plan.of(PlanPart.RATING_PLAN).stream().allMatch(this::isContinuous)
        && plan.of(PlanPart.RATE).stream().allMatch(PlanSanity::isSaneRate)
        && plan.of(PlanPart.TIMING).stream().allMatch(PlanSanity::isSaneTiming);
  }

  /** One timing that always holds, or timings from midnight on for all days of the week. */
  private boolean isContinuous(Fields ratingPlan) {
    Set<Integer> days = new HashSet<>();
    for (Fields binding : ratingPlan.many("RatingPlanBindings")) {
      Fields timing = timings.get(binding.text("TimingId"));
      if (timing == null) {
        return true;
      }
      boolean fromMidnight = timing.text("Time").startsWith("00:00:00");
      if (isAnyDate(timing) && fromMidnight) {
        if (isAny(timing.text("WeekDays"))) {
          return true;
        }
        Arrays.stream(timing.text("WeekDays").split(";"))
            .forEach(day -> days.add(Integer.parseInt(day.strip()) % 7));
      }
    }
    return days.size() == 7;
  }

  private static boolean isSaneRate(Fields rate) {
    List<Fields> slots =
        rate.many("RateSlots").stream()
            .sorted(Comparator.comparingLong(slot -> nanos(slot, "GroupIntervalStart")))
            .toList();
    for (int i = 0; i + 1 < slots.size(); i++) {
      long from = nanos(slots.get(i), "GroupIntervalStart");
      long next = nanos(slots.get(i + 1), "GroupIntervalStart");
      long increment = nanos(slots.get(i), "RateIncrement");
      if (next <= from
          || increment == 0
          || next % increment != 0
          || nanos(slots.get(i), "RateUnit") == 0) {
        return false;
      }
    }
    return true;
  }

  private static long nanos(Fields slot, String member) {
    return GoDuration.nanos(slot.text(member));
  }

  /** Certain dates, or certain days of the week, but not both. */
  private static boolean isSaneTiming(Fields timing) {
    return isAnyDate(timing) || isAny(timing.text("WeekDays"));
  }

  private static boolean isAnyDate(Fields timing) {
    return isAny(timing.text("Years"))
        && isAny(timing.text("Months"))
        && isAny(timing.text("MonthDays"));
  }

  private static boolean isAny(String list) {
    return list.isEmpty() || list.equals("*any");
  }
}
