package io.strowger.rating.adapter.cgrates;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.Accounts;
import io.strowger.rating.account.BalanceChange;
import io.strowger.rating.account.Change;
import io.strowger.rating.account.Holding;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.account.AccountNames;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The accounts as CGRateS names them, and its words for what cannot be. */
final class AccountBooks {
  private final Accounts accounts;
  private final AccountNames names;
  private final CgratesSettings settings;

  AccountBooks(Accounts accounts, CgratesSettings settings) {
    this.accounts = accounts;
    this.names = new AccountNames(settings.tenant());
    this.settings = settings;
  }

  AccountNames names() {
    return names;
  }

  /** The account that a request names. */
  AccountId id(Fields given) {
    return names.id(given.textOr("Tenant", settings.tenant()), given.text("Account"));
  }

  /** An account that was not removed. */
  Optional<Account> find(AccountId id) {
    return accounts.find(id).filter(each -> each.terms().state() != AccountState.CLOSED);
  }

  List<Account> page(String tenant, String after, int limit) {
    return accounts.list(tenant, after, limit);
  }

  /** The terms of an account that is new. */
  AccountTerms opening(AccountId id) {
    AccountTerms usual =
        AccountTerms.of(settings.currency(), settings.tariff(), AccountMode.PREPAID);
    return new AccountTerms(
        usual.currency(),
        usual.tariff(),
        usual.mode(),
        usual.state(),
        usual.creditLimitMicros(),
        usual.unlimited(),
        new AccountTerms.Rating(names.tenant(id), settings.category(), null),
        usual.more());
  }

  void put(AccountId id, AccountTerms terms) {
    done(accounts.put(id, terms));
  }

  void change(BalanceChange change) {
    done(accounts.change(change));
  }

  void set(BalanceChange change) {
    done(accounts.set(change));
  }

  void transfer(Accounts.Transfer transfer) {
    done(accounts.transfer(transfer));
  }

  void rename(AccountId account, BalanceChange.Which which, UnaryOperator<BalanceTerms> change) {
    done(accounts.rename(account, which, change));
  }

  void close(AccountId account, String balance) {
    done(accounts.close(account, balance, key()));
  }

  void closeBalances(Account account) {
    for (Holding holding : account.holdings()) {
      if (holding.owner().equals(account.id())) {
        close(account.id(), holding.balance().id());
      }
    }
  }

  /** CGRateS's clients give no keys: each request is a change of its own. */
  static String key() {
    return "cgrates-" + UUID.randomUUID();
  }

  private static void done(Change change) {
    if (change instanceof Change.Refused(Change.Why why, String detail)) {
      throw switch (why) {
        case UNKNOWN_ACCOUNT, UNKNOWN_BALANCE, ACCOUNT_CLOSED -> RpcError.notFound();
        case NOT_ENOUGH -> RpcError.server("INSUFFICIENT_CREDIT");
        case OTHER_CURRENCY, OTHER_UNIT, KEY_USED, RESERVED -> RpcError.server(why + ": " + detail);
      };
    }
  }
}
