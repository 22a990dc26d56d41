package io.strowger.rating.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.plan.RatingProfile;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * One of those who are charged for a call: the customer, or a supplier, side by side.
 *
 * @param name {@link #CUSTOMER}, or as its charger calls it
 * @param cut whether the call ends with this account's money
 * @param limitSeconds how long the call may last at most for this run; absent when slices decide
 * @param metered what was drawn for it
 * @param claimMicros what it may cost within {@code limitSeconds}, in micro-units, where nothing is
 *     reserved for it and its account has a limit of the day; absent for all that it may cost
 */
public record ChargedRun(
    String name,
    AccountId account,
    AccountMode mode,
    boolean cut,
    Priced priced,
    @Nullable Long limitSeconds,
    Metered metered,
    @Nullable Long claimMicros) {
  /** The run of the account that makes the call. */
  public static final String CUSTOMER = "*default";

  /**
   * By what it is priced, fixed when the call was authorised.
   *
   * @param mostMicros what it may cost at most, in micro-units; absent for any sum
   */
  public record Priced(
      String tariff,
      int version,
      Currency currency,
      RatingProfile.Key profile,
      String destination,
      @Nullable Long mostMicros) {
    /** The tariff and version, as charges tell it. */
    public String label() {
      return tariff + "/" + version;
    }

    /** What balances are drawn upon for, from a start on. */
    Spending spending(Instant start) {
      return Spending.call(profile, destination, start).atMost(mostMicros);
    }
  }

  /** True for the run of the account that makes the call. */
  public boolean isCustomer() {
    return name.equals(CUSTOMER);
  }

  /** True when its balances are drawn upon slice by slice. */
  public boolean isReserved() {
    return mode == AccountMode.PREPAID && cut;
  }

  /** True when it is granted slice by slice, with or without a reservation. */
  boolean goesOnBySlices() {
    return isReserved() || claimMicros != null;
  }

  /** What of a day's limit it claims: what it holds, what its slices may cost, or all of it. */
  long claimedMicros() {
    Long most = claimMicros == null ? priced.mostMicros() : claimMicros;
    return isReserved() || most == null ? metered.costMicros() : most;
  }

  ChargedRun with(Metered other) {
    return new ChargedRun(name, account, mode, cut, priced, limitSeconds, other, claimMicros);
  }

  /** The same, which may last so long and claims what that may cost. */
  ChargedRun lasting(long seconds, @Nullable Long micros) {
    return new ChargedRun(name, account, mode, cut, priced, seconds, metered, micros);
  }

  /** The name in ids: nothing for the customer, so that they stay short. */
  String mark() {
    return isCustomer() ? "" : "-" + name;
  }
}
