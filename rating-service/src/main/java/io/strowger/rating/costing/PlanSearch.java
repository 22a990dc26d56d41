package io.strowger.rating.costing;

import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.RatingProfile.Activation;
import io.strowger.rating.plan.TariffPlan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the prices of a call: by the subject's profile, else by that of {@code *any}, else by the
 * one that is for everyone, whatever tenant and category; where a plan has no price for the number,
 * by its fallback subjects in their order, to some depth.
 */
final class PlanSearch {
  private static final RatingProfile.Key EVERYONE =
      new RatingProfile.Key(RatingPlan.ANY, RatingPlan.ANY, RatingPlan.ANY);

  private final TariffPlan tariff;
  private final int depth;

  PlanSearch(TariffPlan tariff, int depth) {
    this.tariff = tariff;
    this.depth = depth;
  }

  /** What holds during the call, in the order of time, without a gap; or why there is none. */
  Found find(Usage usage) {
    Optional<RatingProfile> profile =
        tariff
            .profile(usage.profile())
            .or(() -> tariff.profile(usage.profile().withSubject(RatingPlan.ANY)))
            .or(() -> tariff.profile(EVERYONE));
    if (profile.isEmpty()) {
      return new Found.Nothing(RatingRefusal.RATING_PLAN_NOT_FOUND);
    }
    List<Coverage> covered =
        during(new Window(usage.destination(), usage.start(), usage.end()), profile.get(), 1);
    return covered.isEmpty()
        ? new Found.Nothing(RatingRefusal.UNAUTHORIZED_DESTINATION)
        : new Found.Prices(covered);
  }

  /** The outcome of a search. */
  sealed interface Found {
    /** Prices for all of the call. */
    record Prices(List<Coverage> coverages) implements Found {}

    /** No price, or not for all of it. */
    record Nothing(RatingRefusal why) implements Found {}
  }

  private record Window(String number, Instant start, Instant end) {
    Window between(Instant from, Instant to) {
      return new Window(number, from, to);
    }
  }

  /** Empty when a part of the window has no price. */
  private List<Coverage> during(Window window, RatingProfile profile, int level) {
    List<Activation> activations = profile.during(window.start(), window.end());
    if (activations.isEmpty()) {
      return beforeActivation(window, profile, level);
    }
    List<Coverage> covered = new ArrayList<>();
    if (activations.getFirst().from().isAfter(window.start())) {
      Window head = window.between(window.start(), activations.getFirst().from());
      List<Coverage> byAny = beforeActivation(head, profile, level);
      if (byAny.isEmpty()) {
        return List.of();
      }
      covered.addAll(byAny);
    }
    for (int i = 0; i < activations.size(); i++) {
      Activation activation = activations.get(i);
      boolean last = i + 1 == activations.size();
      Instant from = i == 0 && covered.isEmpty() ? window.start() : activation.from();
      Window part = window.between(from, last ? window.end() : activations.get(i + 1).from());
      List<Coverage> found = of(part, profile, activation, level);
      if (found.isEmpty()) {
        return List.of();
      }
      covered.addAll(found);
    }
    return covered;
  }

  /** Before its first activation a profile is nobody's: the rest of the world's holds. */
  private List<Coverage> beforeActivation(Window window, RatingProfile profile, int level) {
    return byFallback(window, profile.key(), List.of(RatingPlan.ANY), level);
  }

  private List<Coverage> of(
      Window window, RatingProfile profile, Activation activation, int level) {
    LocalDateTime start = LocalDateTime.ofInstant(window.start(), tariff.zone());
    Optional<Coverage> own =
        tariff
            .plan(activation.plan())
            .flatMap(plan -> tariff.match(plan, window.number(), start))
            .map(match -> new Coverage(window.start(), profile.key(), activation.plan(), match));
    return own.map(List::of)
        .orElseGet(() -> byFallback(window, profile.key(), activation.fallbackSubjects(), level));
  }

  private List<Coverage> byFallback(
      Window window, RatingProfile.Key key, List<String> subjects, int level) {
    if (level >= depth) {
      return List.of();
    }
    for (String subject : subjects) {
      Optional<RatingProfile> profile = tariff.profile(key.withSubject(subject));
      List<Coverage> found =
          profile.map(other -> during(window, other, level + 1)).orElseGet(List::of);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }
}
