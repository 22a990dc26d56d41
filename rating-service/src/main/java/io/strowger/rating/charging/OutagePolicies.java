package io.strowger.rating.charging;

import java.util.Map;

/** The policy of each class of accounts; calls of other classes are refused. */
public record OutagePolicies(Map<String, OutagePolicy> byClass) {
  /** Nobody calls while the books are away. */
  public static final OutagePolicies REFUSE = new OutagePolicies(Map.of());

  /** Copies what it is given. */
  public OutagePolicies {
    byClass = Map.copyOf(byClass);
  }

  /** The policy of a class. */
  public OutagePolicy of(String accountClass) {
    return byClass.getOrDefault(accountClass, OutagePolicy.REFUSE);
  }
}
