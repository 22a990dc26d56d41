package io.strowger.rating.tariff;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which version of one tariff is active when.
 *
 * @param activations those in force or to come, in the order of time
 */
public record Timeline(List<Activation> activations) {
  private static final Comparator<Activation> ORDER =
      Comparator.comparing(Activation::from).thenComparing(Activation::id);

  /** Sorts, and leaves out what was withdrawn. */
  public Timeline {
    activations = activations.stream().filter(each -> !each.withdrawn()).sorted(ORDER).toList();
  }

  /** The version active at this moment. */
  public Optional<Integer> at(Instant now) {
    return at(now, _ -> true);
  }

  /** The version active at this moment, as if those that cannot be used had never been. */
  public Optional<Integer> at(Instant now, IntPredicate usable) {
    for (int i = activations.size() - 1; i >= 0; i--) {
      Activation each = activations.get(i);
      if (!each.from().isAfter(now) && usable.test(each.version())) {
        return Optional.of(each.version());
      }
    }
    return Optional.empty();
  }

  /** The version that was active before the one of this moment: where a rollback leads. */
  public Optional<Integer> before(Instant now) {
    Optional<Integer> present = at(now);
    for (int i = activations.size() - 1; i >= 0 && present.isPresent(); i--) {
      Activation each = activations.get(i);
      if (!each.from().isAfter(now) && each.version() != present.get()) {
        return Optional.of(each.version());
      }
    }
    return Optional.empty();
  }

  /** The activations that are still to come. */
  public List<Activation> after(Instant now) {
    return activations.stream().filter(each -> each.from().isAfter(now)).toList();
  }
}
