package io.strowger.rating.account;

import io.strowger.contracts.charging.AccountMovement;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.balance.BalanceTerms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The accounts and balances of this installation; every method is one transaction. */
public interface Accounts {
  /** One account with its balances. */
  Optional<Account> find(AccountId id);

  /**
   * Accounts in the order of their ids.
   *
   * @param tenant absent for all tenants
   * @param after the last id of the page before; empty for the first page
   * @param limit 1 to 1,000
   */
  List<Account> list(@Nullable String tenant, String after, int limit);

  /** How many accounts a tenant has; absent for all tenants. */
  long count(@Nullable String tenant);

  /** Opens an account, or changes its terms; its currency stays. */
  Change put(AccountId id, AccountTerms terms);

  /**
   * Adds to a balance, or takes from it, once for the key. The account is opened and the balance
   * made where they are missing and the change says so.
   */
  Change change(BalanceChange change);

  /** Brings a balance to some amount, and to other terms, once for the key. */
  Change set(BalanceChange change);

  /** Takes from one balance and adds to another of the same unit, once for the key. */
  Change transfer(Transfer transfer);

  /** Changes terms of balances that a selector finds, money untouched. */
  Change rename(AccountId account, BalanceChange.Which which, UnaryOperator<BalanceTerms> change);

  /** Closes a balance: what it still holds is void. Refused while something is reserved of it. */
  Change close(AccountId account, String balance, String key);

  /** Lets other accounts draw upon a balance too; replaces who might before. */
  Change share(AccountId owner, String balance, List<AccountId> with);

  /** Who may draw upon balances of an account, besides itself. */
  Map<String, List<AccountId>> shares(AccountId owner);

  /** Entries of an account before an entry id, the latest first. */
  List<AccountMovement> entries(AccountId id, long before, int limit);

  /** What each balance of an account held at some moment, by balance, in micro-units. */
  Map<String, Long> balancesAt(AccountId id, Instant moment);

  /**
   * From one balance to another.
   *
   * @param key chosen by the client: the same key moves once
   * @param micros above 0, in micro-units
   */
  record Transfer(
      String key,
      BalanceChange.Which from,
      BalanceChange.Which to,
      AccountId fromAccount,
      AccountId toAccount,
      long micros) {}
}
