package io.strowger.rating.cgrates.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.Holding;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.cgrates.RpcJson;
import java.util.Map;

/** What is told of an account within a cost. */
public final class AccountSummary {
  private AccountSummary() {}

  /**
   * An account as it stands.
   *
   * @param taken from its balances by what is told of, by id, in micro-units
   */
  public static ObjectNode of(Account account, Map<String, Long> taken, AccountNames names) {
    ObjectNode told = RpcJson.object();
    told.put("Tenant", names.tenant(account.id()));
    told.put("AccountID", names.account(account.id()));
    ArrayNode balances = told.putArray("BalanceSummaries");
    for (Holding holding : account.holdings()) {
      if (!AccountView.isTold(holding)) {
        continue;
      }
      Balance balance = holding.balance();
      long left = balance.availableMicros();
      ObjectNode one = balances.addObject();
      one.put("UUID", balance.id());
      one.put("ID", balance.terms().name());
      one.put("Type", BalanceUnits.kind(balance.unit()));
      one.set("Initial", value(balance, left + taken.getOrDefault(balance.id(), 0L)));
      one.set("Value", value(balance, left));
      one.set("Weight", RpcJson.number(balance.terms().weight()));
      one.put("Disabled", balance.terms().disabled());
    }
    told.put("AllowNegative", account.terms().unlimited());
    told.put("Disabled", account.terms().state() != AccountState.ACTIVE);
    return told;
  }

  private static JsonNode value(Balance balance, long micros) {
    return RpcJson.number(BalanceUnits.value(balance.unit(), micros));
  }
}
