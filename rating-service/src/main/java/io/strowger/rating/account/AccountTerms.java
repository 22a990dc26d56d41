package io.strowger.rating.account;

import java.util.Currency;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account's terms.
 *
 * @param currency what its calls are priced in; it stays
 * @param tariff the name of the tariff that prices its calls
 * @param creditLimitMicros how far below zero its default balance may go, 0 or more, in micro-units
 * @param rating by whose rating profile its calls are rated
 */
public record AccountTerms(
    Currency currency,
    String tariff,
    AccountMode mode,
    AccountState state,
    long creditLimitMicros,
    boolean unlimited,
    Rating rating,
    More more) {
  /** The tenant of installations that have only one. */
  public static final String TENANT = "cgrates.org";

  /** Refuses a limit above zero. */
  public AccountTerms {
    if (creditLimitMicros < 0) {
      throw new IllegalArgumentException(
          "the credit limit must be 0 or more but is " + creditLimitMicros);
    }
  }

  /** The terms of most. */
  public static AccountTerms of(Currency currency, String tariff, AccountMode mode) {
    return new AccountTerms(
        currency, tariff, mode, AccountState.ACTIVE, 0, false, Rating.USUAL, More.NONE);
  }

  /** The same in another state. */
  public AccountTerms in(AccountState other) {
    return new AccountTerms(
        currency, tariff, mode, other, creditLimitMicros, unlimited, rating, more);
  }

  /** The same, with or without an end to its debts. */
  public AccountTerms unlimited(boolean without) {
    return new AccountTerms(
        currency, tariff, mode, state, creditLimitMicros, without, rating, more);
  }

  /**
   * By whose rating profile calls are rated, unless the call itself says otherwise.
   *
   * @param subject absent for the account's own name
   */
  public record Rating(String tenant, String category, @Nullable String subject) {
    /** A call of the only tenant. */
    public static final Rating USUAL = new Rating(TENANT, "call", null);
  }

  /**
   * What most accounts leave as it is.
   *
   * @param accountClass names the policy for when rating cannot be asked
   * @param lowBalance what the caller hears when the money ends soon; absent for nothing
   */
  public record More(
      String accountClass,
      Limits limits,
      EndOfMoney endOfMoney,
      EndOfMoney.@Nullable LowBalance lowBalance) {
    private static final Pattern CLASS = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

    /** No limits, no announcements. */
    public static final More NONE =
        new More("standard", Limits.NONE, new EndOfMoney.HangUp(), null);

    /** Refuses a class that could not be named in the configuration. */
    public More {
      accountClass = Objects.requireNonNullElse(accountClass, "standard");
      limits = Objects.requireNonNullElse(limits, Limits.NONE);
      endOfMoney = Objects.requireNonNullElse(endOfMoney, new EndOfMoney.HangUp());
      if (!CLASS.matcher(accountClass).matches()) {
        throw new IllegalArgumentException("class must match " + CLASS + ": " + accountClass);
      }
    }
  }

  /** Whether its calls end with its money. */
  public boolean isCutWithoutMoney() {
    return mode == AccountMode.PREPAID && !unlimited;
  }

  /** How low its default balance may be drawn, in micro-units; absent is without limit. */
  public @Nullable Long lowestMicros() {
    return isCutWithoutMoney() ? (Long) (-creditLimitMicros) : null;
  }
}
