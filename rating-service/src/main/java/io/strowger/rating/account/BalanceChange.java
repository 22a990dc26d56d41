package io.strowger.rating.account;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A change of a balance.
 *
 * @param key chosen by the client: the same key changes once
 * @param kind how the ledger calls it
 * @param micros added when above 0, taken when below; what the balance shall hold, when it is set
 * @param terms of a balance that is made, or put on the one found; absent leaves them
 * @param opening the terms of the account, where it is missing; absent refuses then
 * @param reason why; absent when the kind says enough
 */
public record BalanceChange(
    String key,
    AccountId account,
    Which which,
    Kind kind,
    long micros,
    @Nullable BalanceTerms terms,
    @Nullable AccountTerms opening,
    @Nullable String reason) {

  /** A change of what an account's default balance of its currency holds. */
  public static BalanceChange ofMoney(String key, AccountId account, Kind kind, long micros) {
    return new BalanceChange(key, account, new Which.Default(), kind, micros, null, null, null);
  }

  /** Which balance of an account. */
  public sealed interface Which {
    /** The default balance of the account's currency. */
    record Default() implements Which {}

    /** The one with this id. */
    record Id(String id) implements Which {}

    /** The first of a unit with this name; made when there is none. */
    record Named(Unit unit, String name) implements Which {}

    /** The first of a unit with the same terms, its name not counted; made when there is none. */
    record Like(Unit unit) implements Which {}
  }
}
