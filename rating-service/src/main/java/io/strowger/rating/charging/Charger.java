package io.strowger.rating.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has a call charged once more, such as to a supplier.
 *
 * @param run names the charge; {@link ChargedRun#CUSTOMER} changes how the customer is charged
 * @param when which calls it is for
 * @param account who is charged; absent for the account that makes the call
 * @param subject by whose rating profile; absent for the account's own
 * @param category absent for the call's own
 * @param mode how it is paid for; absent for the account's own
 * @param weight the heaviest of a run wins
 */
public record Charger(
    String tenant,
    String id,
    String run,
    When when,
    @Nullable AccountId account,
    @Nullable String subject,
    @Nullable String category,
    @Nullable AccountMode mode,
    BigDecimal weight) {

  /** Refuses runs that ids cannot carry. */
  public Charger {
    if (!run.matches("[A-Za-z0-9_*.-]{1,32}")) {
      throw new IllegalArgumentException(
          "a run has 1 to 32 letters, digits or one of _*.- but is " + run);
    }
  }

  /** True for a call of this account to this number. */
  public boolean isFor(AccountId caller, String number) {
    return when.holds(caller, number);
  }

  /**
   * Which calls it is for; an empty set is for all.
   *
   * @param accounts the accounts that make them
   * @param prefixes what their numbers begin with
   */
  public record When(Set<String> accounts, Set<String> prefixes) {
    /** All calls. */
    public static final When ALWAYS = new When(Set.of(), Set.of());

    /** Copies what it is given. */
    public When {
      accounts = Set.copyOf(accounts);
      prefixes = Set.copyOf(prefixes);
    }

    boolean holds(AccountId account, String number) {
      return (accounts.isEmpty() || accounts.contains(account.value()))
          && (prefixes.isEmpty() || prefixes.stream().anyMatch(number::startsWith));
    }
  }
}
