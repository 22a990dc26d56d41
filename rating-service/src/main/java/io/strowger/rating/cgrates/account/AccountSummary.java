package io.strowger.rating.cgrates.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.Holding;
import io.strowger.rating.cgrates.RpcJson;

/** What is told of an account within a cost. */
public final class AccountSummary {
  private AccountSummary() {}

  /** An account as it stands. */
  public static ObjectNode of(Account account, AccountNames names) {
    ObjectNode told = RpcJson.object();
    told.put("Tenant", names.tenant(account.id()));
    told.put("ID", names.account(account.id()));
    ArrayNode balances = told.putArray("BalanceSummaries");
    for (Holding holding : account.holdings()) {
      if (!AccountView.isTold(holding)) {
        continue;
      }
      ObjectNode one = balances.addObject();
      one.put("UUID", holding.balance().id());
      one.put("ID", holding.balance().terms().name());
      one.put("Type", BalanceUnits.kind(holding.balance().unit()));
      one.set(
          "Value",
          RpcJson.number(
              BalanceUnits.value(holding.balance().unit(), holding.balance().availableMicros())));
      one.put("Disabled", holding.balance().terms().disabled());
    }
    told.put("AllowNegative", account.terms().unlimited());
    told.put("Disabled", account.terms().state() != AccountState.ACTIVE);
    return told;
  }
}
