package io.strowger.rating.cgrates.staging;

import io.strowger.rating.cgrates.Fields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All parts of a tariff plan. */
public final class StagedPlan {
  private final Map<PlanPart, List<Fields>> parts;

  private StagedPlan(Map<PlanPart, List<Fields>> parts) {
    this.parts = parts;
  }

  /** A plan to be put together. */
  public static Builder builder() {
    return new Builder();
  }

  /** The parts of a kind. */
  public List<Fields> of(PlanPart part) {
    return parts.getOrDefault(part, List.of());
  }

  /** True when it has no parts. */
  public boolean isEmpty() {
    return parts.values().stream().allMatch(List::isEmpty);
  }

  /** The same, with only those parts of a kind that are wanted. */
  public StagedPlan with(PlanPart part, Predicate<Fields> wanted) {
    Map<PlanPart, List<Fields>> others = new EnumMap<>(PlanPart.class);
    others.putAll(parts);
    others.put(part, of(part).stream().filter(wanted).toList());
    return new StagedPlan(others);
  }

  /** Only parts of one kind, and of those only the wanted. */
  public StagedPlan only(PlanPart part, Predicate<Fields> wanted) {
    Map<PlanPart, List<Fields>> one = new EnumMap<>(PlanPart.class);
    one.put(part, of(part).stream().filter(wanted).toList());
    return new StagedPlan(one);
  }

  /** Puts a plan together. */
  public static final class Builder {
    private final Map<PlanPart, List<Fields>> parts = new EnumMap<>(PlanPart.class);

    private Builder() {}

    /** One more part. */
    public Builder add(PlanPart part, Fields value) {
      parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(value);
      return this;
    }

    /** The plan. */
    public StagedPlan build() {
      return new StagedPlan(parts);
    }
  }
}
