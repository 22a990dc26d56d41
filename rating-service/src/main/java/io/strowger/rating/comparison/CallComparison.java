package io.strowger.rating.comparison;

import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.tariff.ActiveTariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Prices calls that were priced elsewhere or before, and adds up what differs. */
public final class CallComparison {
  private final RatingEngine engine;
  private final Function<Instant, Optional<ActiveTariff>> tariffs;
  private final Terms terms;
  private final Map<Group, CallSums> groups = new TreeMap<>();
  private final List<CallDifference> differences = new ArrayList<>();
  private CallSums total = CallSums.NONE;

  /**
   * What counts.
   *
   * @param tolerance amounts that differ by no more are the same, 0 or more
   * @param mostDifferences how many differing calls are told one by one, the first of them
   */
  public record Terms(BigDecimal tolerance, int mostDifferences) {}

  /** Whose calls, and where to: the destination's id in the tariff they are priced by here. */
  public record Group(String customer, String destination) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      int byCustomer = customer.compareTo(other.customer);
      return byCustomer != 0 ? byCustomer : destination.compareTo(other.destination);
    }
  }

  /**
   * A comparison without calls.
   *
   * @param tariffs by which to price a call that began at some moment
   */
  public CallComparison(
      RatingEngine engine, Function<Instant, Optional<ActiveTariff>> tariffs, Terms terms) {
    this.engine = engine;
    this.tariffs = tariffs;
    this.terms = terms;
  }

  /** Prices one more call. */
  public void add(ComparedCall call) {
    Optional<ActiveTariff> tariff = tariffs.apply(call.usage().start());
    if (tariff.isEmpty()) {
      refuse(new CallDifference(call, null, "", null, "NO_ACTIVE_TARIFF"));
      return;
    }
    String label = tariff.get().label();
    switch (engine.rate(tariff.get().plan(), call.usage())) {
      case Rated.Refused(var why) -> refuse(new CallDifference(call, label, "", null, why.name()));
      case Rated.Priced priced -> {
        String destination =
            priced.coverages().isEmpty() ? "" : priced.coverages().getFirst().match().destination();
        price(new CallDifference(call, label, destination, priced.cost(), null), priced.cost());
      }
    }
  }

  private void refuse(CallDifference refused) {
    tell(refused);
    total = total.refused(refused.call());
    groups.merge(group(refused), CallSums.NONE.refused(refused.call()), CallComparison::together);
  }

  private void price(CallDifference priced, BigDecimal cost) {
    BigDecimal difference = cost.subtract(priced.call().before()).abs();
    boolean differs = difference.compareTo(terms.tolerance()) > 0;
    if (differs) {
      tell(priced);
    }
    total = total.priced(priced.call(), cost, differs);
    groups.merge(
        group(priced),
        CallSums.NONE.priced(priced.call(), cost, differs),
        CallComparison::together);
  }

  private void tell(CallDifference difference) {
    if (differences.size() < terms.mostDifferences()) {
      differences.add(difference);
    }
  }

  private static Group group(CallDifference call) {
    return new Group(call.call().customer(), call.destination());
  }

  private static CallSums together(CallSums some, CallSums more) {
    return new CallSums(
        some.calls() + more.calls(),
        some.refused() + more.refused(),
        some.differing() + more.differing(),
        some.nanos() + more.nanos(),
        some.before().add(more.before()),
        some.after().add(more.after()));
  }

  /** All calls. */
  public CallSums total() {
    return total;
  }

  /** Calls by customer and destination, in that order. */
  public Map<Group, CallSums> groups() {
    return groups;
  }

  /** Calls that differ or have no price, in the order in which they were added. */
  public List<CallDifference> differences() {
    return differences;
  }
}
