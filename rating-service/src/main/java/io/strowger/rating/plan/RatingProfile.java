package io.strowger.rating.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * By which plan a subject is rated, from when on.
 *
 * @param activations at least one; kept in the order of time
 */
public record RatingProfile(Key key, List<Activation> activations) {
  /** Sorts activations. */
  public RatingProfile {
    activations = activations.stream().sorted(Comparator.comparing(Activation::from)).toList();
    if (activations.isEmpty()) {
      throw new IllegalArgumentException("rating profile " + key + " activates no plan");
    }
  }

  /**
   * Whom it is for.
   *
   * @param subject {@link RatingPlan#ANY} for those who have no profile of their own
   */
  public record Key(String tenant, String category, String subject) {
    /** The same tenant and category, another subject. */
    public Key withSubject(String other) {
      return new Key(tenant, category, other);
    }

    @Override
    public String toString() {
      return "*out:" + tenant + ":" + category + ":" + subject;
    }
  }

  /**
   * One plan.
   *
   * @param fallbackSubjects whose profiles are tried in this order where the plan has no price
   */
  public record Activation(Instant from, String plan, List<String> fallbackSubjects) {
    /** Copies what it is given. */
    public Activation {
      fallbackSubjects = List.copyOf(fallbackSubjects);
    }
  }

  /** The activation that holds at the start, or the first, and those before the end. */
  public List<Activation> during(Instant start, Instant end) {
    int first = 0;
    int after = activations.size();
    for (int i = 0; i < activations.size(); i++) {
      Instant from = activations.get(i).from();
      if (!from.isAfter(start)) {
        first = i;
      } else if (!from.isBefore(end)) {
        after = i;
        break;
      }
    }
    return first < after ? activations.subList(first, after) : List.of();
  }
}
