package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Holding;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.account.AccountView;
import io.strowger.rating.cgrates.account.BalanceUnits;
import io.strowger.rating.cgrates.cost.PaidCallCost;
import io.strowger.rating.cgrates.cost.Refund;
import io.strowger.rating.cgrates.cost.Refund.Target;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.ledger.Posting;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * {@code Responder}: charges parts of calls and gives them back. Entries of the ledger are all that
 * is kept of them: they are no charges, and have no records.
 */
final class ResponderMethods {
  private static final Shape REFUND =
      Shape.named("CallDescriptor").many("Increments", Refund.INCREMENT);

  private final EventLedger ledger;
  private final AccountBooks books;
  private final RunCosts costs;
  private final AccountView view;

  ResponderMethods(EventLedger ledger, AccountBooks books, RunCosts costs) {
    this.ledger = ledger;
    this.books = books;
    this.costs = costs;
    this.view = new AccountView(books.names());
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("Responder.GetMaxSessionTime", argument -> LongNode.valueOf(covered(argument)));
    methods.put("Responder.Debit", argument -> debit(descriptor(argument), false));
    methods.put("Responder.MaxDebit", argument -> debit(descriptor(argument), true));
    methods.put("Responder.RefundIncrements", this::refund);
    return methods;
  }

  private CallDescriptor descriptor(JsonNode argument) {
    return CallDescriptor.of(argument, ledger.defaults());
  }

  private long covered(JsonNode argument) {
    CallDescriptor call = descriptor(argument);
    return ledger.covered(books, rated(call), call.usage().amount());
  }

  private RatedEvent rated(CallDescriptor call) {
    ObjectNode fields = RpcJson.object();
    fields.put("Account", call.call().account());
    fields.put("Subject", call.call().subject());
    fields.put("Category", call.call().category());
    fields.put("Destination", call.call().destination());
    fields.put("ToR", call.kind());
    fields.put("RequestType", "*postpaid");
    fields.put("RunID", "*default");
    fields.put("AnswerTime", call.call().start().toString());
    fields.put("OriginID", "responder");
    return ledger.rated(CgrEvent.of(call.call().tenant(), fields), null);
  }

  /** All of it, or as much as there is money for. */
  private JsonNode debit(CallDescriptor call, boolean asMuchAsThereIs) {
    RatedEvent rated = rated(call);
    long usage = call.usage().amount();
    long covered = ledger.covered(books, rated, usage);
    long charged = asMuchAsThereIs && covered >= 0 ? Math.min(covered, usage) : usage;
    CallId name = new CallId("debit-" + UUID.randomUUID());
    RunCosts.Charged paid =
        ledger.transact(unit -> {
          Books locked = ledger.lock(unit, List.of(rated.event()));
          RunCosts.Charged made = costs.debit(name, rated, charged, locked);
          ledger.write(unit, locked);
          return made;
        });
    return PaidCallCost.of(
        call.call(),
        paid.metered().stretches(),
        paid::prices,
        new PaidCallCost.Payer(paid.after(), books.names()));
  }

  private JsonNode refund(JsonNode argument) {
    CallDescriptor call = descriptor(argument);
    rated(call).requireUsual(call.usage().amount());
    Fields given = REFUND.read(argument);
    Map<Target, BigDecimal> sums = Refund.of(given.many("Increments"));
    Set<String> ids = new TreeSet<>();
    sums.keySet()
        .forEach(
            target -> books.names().named(target.account()).ifPresent(id -> ids.add(id.value())));
    AccountId asked = books.names().id(call.call().tenant(), call.call().account());
    String name = "refund-" + UUID.randomUUID();
    return ledger.transact(unit -> {
      Books locked = ledger.lock(unit, ids);
      int line = 0;
      for (Map.Entry<Target, BigDecimal> back : sums.entrySet()) {
        giveBack(locked, name + "/" + line++, back.getKey(), back.getValue());
      }
      ledger.write(unit, locked);
      return locked.account(asked).map(this::told).orElseGet(ResponderMethods::nobody);
    });
  }

  /** What is not there any more gets nothing back. */
  private static void giveBack(Books locked, String id, Target target, BigDecimal value) {
    Holding holding = locked.holding(target.balance()).orElse(null);
    if (holding == null || holding.balance().unit() instanceof Unit.Money != target.money()) {
      return;
    }
    long micros = BalanceUnits.micros(holding.balance().unit(), value);
    if (micros < 0) {
      throw RpcError.server("a refund takes nothing: " + target.balance());
    }
    if (micros > 0) {
      locked.post(
          List.of(
              Posting.of(
                  id, target.balance(), Kind.CORRECTION, micros, "Responder.RefundIncrements")));
    }
  }

  private ObjectNode told(Account account) {
    return view.of(account, ledger.defaults().clock().instant());
  }

  /** As Go writes an account that nothing is known of. */
  private static ObjectNode nobody() {
    ObjectNode told = RpcJson.object();
    told.put("ID", "");
    for (String member : List.of("BalanceMap", "UnitCounters", "ActionTriggers")) {
      told.set(member, NullNode.getInstance());
    }
    told.put("AllowNegative", false);
    told.put("Disabled", false);
    told.set("UpdateTime", RpcJson.time(null));
    return told;
  }
}
