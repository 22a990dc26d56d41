package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.Page;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.account.AccountView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code SetAccount}, {@code GetAccount} and the like. */
final class AccountMethods {
  private static final int PAGE = 1000;
  private static final Shape SET =
      Shape.named("AttrSetAccount")
          .text("Tenant", "Account", "ActionPlanID", "ActionTriggersID")
          .texts("ActionPlanIDs", "ActionTriggerIDs")
          .flag("ActionPlansOverwrite", "ActionTriggerOverwrite")
          .free("ExtraOptions")
          .flag("ReloadScheduler");
  private static final Shape ONE =
      Shape.named("AttrGetAccount").text("Tenant", "Account").flag("ReloadScheduler");
  private static final Shape MANY =
      Shape.named("AttrGetAccounts")
          .text("Tenant", "Search")
          .texts("AccountIDs")
          .whole("Offset", "Limit")
          .free("Filter");

  private final AccountBooks books;
  private final AccountView view;
  private final Defaults defaults;

  AccountMethods(AccountBooks books, Defaults defaults) {
    this.books = books;
    this.view = new AccountView(books.names());
    this.defaults = defaults;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("APIerSv1.SetAccount", Method.doing(SET, this::set));
    methods.put("APIerSv1.GetAccount", Method.of(ONE, given -> get(given, view::ofFirst)));
    methods.put("APIerSv2.GetAccount", Method.of(ONE, given -> get(given, this::told)));
    methods.put("APIerSv1.GetAccounts", Method.of(MANY, given -> list(given, view::ofFirst)));
    methods.put("APIerSv2.GetAccounts", Method.of(MANY, given -> list(given, this::told)));
    methods.put("APIerSv1.GetAccountIDs", Method.of(MANY, this::ids));
    methods.put("APIerSv1.GetAccountsCount", Method.of(ONE, given -> count(given, false)));
    methods.put("APIerSv2.GetAccountsCount", Method.of(ONE, given -> count(given, true)));
    methods.put("APIerSv1.RemoveAccount", Method.doing(ONE, this::remove));
    return methods;
  }

  private void set(Fields given) {
    given.require("Account");
    boolean plans =
        !given.texts("ActionPlanIDs").isEmpty()
            || !given.texts("ActionTriggerIDs").isEmpty()
            || !(given.text("ActionPlanID") + given.text("ActionTriggersID")).isEmpty();
    if (plans) {
      // There are no action plans and triggers: none of any name can be found.
      throw RpcError.server("NOT_FOUND");
    }
    AccountId id = books.id(given);
    AccountTerms before = books.find(id).map(Account::terms).orElseGet(() -> books.opening(id));
    JsonNode options = given.json().path("ExtraOptions");
    AccountTerms after = before.in(AccountState.ACTIVE);
    if (options.path("Disabled").asBoolean(before.state() == AccountState.SUSPENDED)) {
      after = before.in(AccountState.SUSPENDED);
    }
    if (options.has("AllowNegative")) {
      after = after.unlimited(options.path("AllowNegative").asBoolean());
    }
    books.put(id, after);
  }

  private JsonNode get(Fields given, Function<Account, JsonNode> telling) {
    return meant(given).flatMap(books::find).map(telling).orElseThrow(RpcError::notFound);
  }

  /** The account of a name; empty where none can have it. */
  private Optional<AccountId> meant(Fields given) {
    return books.names().named(given.textOr("Tenant", defaults.tenant()), given.text("Account"));
  }

  private JsonNode told(Account account) {
    return view.of(account, defaults.clock().instant());
  }

  private JsonNode list(Fields given, Function<Account, JsonNode> telling) {
    JsonNode filter = given.json().path("Filter");
    List<Account> found = new ArrayList<>();
    for (Account account : wanted(given)) {
      boolean disabled = account.terms().state() != AccountState.ACTIVE;
      if (filter.path("Disabled").asBoolean(disabled) == disabled
          && filter.path("AllowNegative").asBoolean(account.terms().unlimited())
              == account.terms().unlimited()) {
        found.add(account);
      }
    }
    ArrayNode accounts = RpcJson.array();
    Page.of(found, given).forEach(account -> accounts.add(telling.apply(account)));
    return accounts;
  }

  private List<Account> wanted(Fields given) {
    String tenant = given.textOr("Tenant", defaults.tenant());
    if (given.texts("AccountIDs").isEmpty()) {
      return all(tenant);
    }
    return given.texts("AccountIDs").stream()
        .filter(account -> !account.isEmpty())
        .flatMap(account -> books.find(books.names().id(tenant, account)).stream())
        .toList();
  }

  private List<Account> all(String tenant) {
    List<Account> all = new ArrayList<>();
    String after = "";
    List<Account> page;
    do {
      page = books.page(tenant, after, PAGE);
      page.stream()
          .filter(account -> account.terms().state() != AccountState.CLOSED)
          .forEach(all::add);
      after = page.isEmpty() ? after : page.getLast().id().value();
    } while (page.size() == PAGE);
    return all;
  }

  private JsonNode ids(Fields given) {
    List<String> ids =
        all(given.textOr("Tenant", defaults.tenant())).stream()
            .map(account -> books.names().account(account.id()))
            .filter(id -> id.contains(given.text("Search")))
            .toList();
    return RpcJson.texts(Page.ofNames(ids, given));
  }

  private JsonNode count(Fields given, boolean refusingNone) {
    int count = all(given.textOr("Tenant", defaults.tenant())).size();
    if (count == 0 && refusingNone) {
      throw RpcError.notFound();
    }
    return IntNode.valueOf(count);
  }

  private void remove(Fields given) {
    given.require("Account");
    meant(given)
        .flatMap(books::find)
        .ifPresent(account -> {
          books.closeBalances(account);
          books.put(account.id(), account.terms().in(AccountState.CLOSED));
        });
  }
}
