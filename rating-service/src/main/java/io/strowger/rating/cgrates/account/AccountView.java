package io.strowger.rating.cgrates.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.Holding;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.plan.Timing;
import java.time.Instant;
import java.util.Collection;

/** Accounts in CGRateS's form. */
public final class AccountView {
  private final AccountNames names;

  /** Tells accounts by these names. */
  public AccountView(AccountNames names) {
    this.names = names;
  }

  /** As the second version of the interface tells it. */
  public ObjectNode of(Account account, Instant now) {
    ObjectNode told = RpcJson.object();
    told.put("ID", names.full(account.id()));
    ObjectNode kinds = RpcJson.object();
    for (Holding holding : account.holdings()) {
      if (isTold(holding)) {
        kinds
            .withArray(BalanceUnits.kind(holding.balance().unit()))
            .add(balance(holding.balance()));
      }
    }
    told.set("BalanceMap", kinds.isEmpty() ? NullNode.getInstance() : kinds);
    told.set("UnitCounters", RpcJson.object());
    told.set("ActionTriggers", NullNode.getInstance());
    told.put("AllowNegative", account.terms().unlimited());
    told.put("Disabled", account.terms().state() != AccountState.ACTIVE);
    told.set("UpdateTime", RpcJson.time(now));
    return told;
  }

  /** As the first version of the interface tells it. */
  public ObjectNode ofFirst(Account account) {
    ObjectNode told = RpcJson.object();
    told.put("Id", "*out:" + names.full(account.id()));
    ObjectNode kinds = told.putObject("BalanceMap");
    for (Holding holding : account.holdings()) {
      if (isTold(holding)) {
        kinds
            .withArray(BalanceUnits.kind(holding.balance().unit()) + "*out")
            .add(firstBalance(holding.balance()));
      }
    }
    told.putArray("UnitCounters");
    told.putArray("ActionTriggers");
    told.put("AllowNegative", account.terms().unlimited());
    told.put("Disabled", account.terms().state() != AccountState.ACTIVE);
    return told;
  }

  /** A default balance that nothing ever was put on is nobody's doing: it is not told. */
  static boolean isTold(Holding holding) {
    return holding.entries() > 0 || !holding.balance().terms().name().equals(BalanceTerms.DEFAULT);
  }

  private static ObjectNode balance(Balance balance) {
    BalanceTerms terms = balance.terms();
    ObjectNode told = RpcJson.object();
    told.put("Uuid", balance.id());
    told.put("ID", terms.name());
    told.set(
        "Value", RpcJson.number(BalanceUnits.value(balance.unit(), balance.availableMicros())));
    told.set("ExpirationDate", RpcJson.time(terms.expiresAt()));
    told.set("Weight", RpcJson.number(terms.weight()));
    told.set("DestinationIDs", names(terms.destinations()));
    told.put("RatingSubject", terms.ratingSubject());
    told.set("Categories", names(terms.categories()));
    told.set("SharedGroups", RpcJson.object());
    told.set("Timings", timings(terms));
    told.set("TimingIDs", names(terms.timings().stream().map(Timing::id).toList()));
    told.put("Disabled", terms.disabled());
    told.set("Factors", factors(terms));
    told.put("Blocker", terms.blocker());
    return told;
  }

  private static ObjectNode firstBalance(Balance balance) {
    BalanceTerms terms = balance.terms();
    ObjectNode told = RpcJson.object();
    told.put("Uuid", balance.id());
    told.put("Id", terms.name());
    told.set(
        "Value", RpcJson.number(BalanceUnits.value(balance.unit(), balance.availableMicros())));
    told.set("ExpirationDate", RpcJson.time(terms.expiresAt()));
    told.set("Weight", RpcJson.number(terms.weight()));
    told.put("DestinationIds", String.join(";", terms.destinations()));
    told.put("RatingSubject", terms.ratingSubject());
    told.put("Category", String.join(";", terms.categories()));
    told.put("SharedGroup", "");
    told.set("Timings", NullNode.getInstance());
    told.put("TimingIDs", String.join(";", terms.timings().stream().map(Timing::id).toList()));
    told.put("Disabled", terms.disabled());
    return told;
  }

  private static JsonNode timings(BalanceTerms terms) {
    if (terms.timings().isEmpty()) {
      return NullNode.getInstance();
    }
    ArrayNode told = RpcJson.array();
    for (Timing timing : terms.timings()) {
      ObjectNode one = told.addObject();
      one.put("ID", timing.id());
      one.put("StartTime", timing.start() + (timing.start().toString().length() == 5 ? ":00" : ""));
    }
    return told;
  }

  private static JsonNode factors(BalanceTerms terms) {
    if (terms.factors().isEmpty()) {
      return NullNode.getInstance();
    }
    ObjectNode told = RpcJson.object();
    terms.factors().forEach((id, factor) -> told.set(id, RpcJson.number(factor)));
    return told;
  }

  private static ObjectNode names(Collection<String> names) {
    ObjectNode told = RpcJson.object();
    names.stream().sorted().forEach(name -> told.put(name, true));
    return told;
  }
}
