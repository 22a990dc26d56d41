package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Accounts.Transfer;
import io.strowger.rating.account.BalanceChange;
import io.strowger.rating.account.BalanceChange.Which;
import io.strowger.rating.account.Holding;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.Method;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.account.BalanceForm;
import io.strowger.rating.cgrates.account.BalanceUnits;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code AddBalance}, {@code SetBalance} and the like; each change is an entry of the ledger. */
final class BalanceMethods {
  private static final Shape BALANCE =
      Shape.named("AttrBalance")
          .text("BalanceType")
          .number("Value")
          .free("Balance", "ActionExtraData")
          .flag("Cdrlog");
  private static final Shape CHANGE =
      Shape.named("AttrAddBalance")
          .text("Tenant", "Account", "BalanceType")
          .number("Value")
          .free("Balance", "ActionExtraData")
          .flag("Overwrite", "Cdrlog");
  private static final Shape MANY =
      Shape.named("AttrSetBalances").text("Tenant", "Account").many("Balances", BALANCE);
  private static final Shape TRANSFER =
      Shape.named("AttrTransferBalance")
          .text("Tenant", "SourceAccountID", "SourceBalanceID")
          .text("DestinationAccountID", "DestinationBalanceID")
          .free("DestinationReferenceValue")
          .number("Units")
          .flag("Cdrlog");

  private final AccountBooks books;
  private final LoadedTariff tariff;
  private final Defaults defaults;
  private final CgratesSettings settings;

  BalanceMethods(
      AccountBooks books, LoadedTariff tariff, Defaults defaults, CgratesSettings settings) {
    this.books = books;
    this.tariff = tariff;
    this.defaults = defaults;
    this.settings = settings;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("APIerSv1.AddBalance", Method.doing(CHANGE, given -> change(given, Kind.TOP_UP)));
    methods.put(
        "APIerSv1.DebitBalance", Method.doing(CHANGE, given -> change(given, Kind.ADJUSTMENT)));
    methods.put("APIerSv1.SetBalance", Method.doing(CHANGE, this::set));
    methods.put("APIerSv1.SetBalances", Method.doing(MANY, this::setAll));
    methods.put("APIerSv1.RemoveBalances", Method.doing(CHANGE, this::remove));
    methods.put("APIerSv1.TransferBalance", Method.of(TRANSFER, this::transfer));
    return methods;
  }

  /** What a request is about. */
  private record Wanted(AccountId account, Unit unit, BalanceForm form, BigDecimal value) {}

  private Wanted wanted(AccountId account, Fields given) {
    BalanceForm form =
        new BalanceForm(
            given.json().path("Balance"),
            defaults.times(),
            defaults.clock().instant(),
            this::timing);
    Unit unit = BalanceUnits.unit(given.text("BalanceType"), settings.currency());
    return new Wanted(account, unit, form, given.number("Value").abs());
  }

  private Timing timing(String id) {
    return tariff.rows().timing(id).orElseThrow(RpcError::notFound);
  }

  private void change(Fields given, Kind kind) {
    given.require("Account", "BalanceType");
    Wanted wanted = wanted(books.id(given), given);
    BigDecimal value =
        wanted.value().signum() == 0
            ? wanted.form().value().orElse(BigDecimal.ZERO)
            : wanted.value();
    long micros = BalanceUnits.micros(wanted.unit(), value);
    BalanceChange change = change(wanted, kind, kind == Kind.TOP_UP ? micros : -micros);
    if (given.flag("Overwrite")) {
      books.set(change);
    } else {
      books.change(change);
    }
  }

  /** On the balance that is meant, which keeps its terms; where there is none, on a new one. */
  private BalanceChange change(Wanted wanted, Kind kind, long micros) {
    Optional<Holding> found = find(wanted);
    String name = wanted.form().id();
    Which which;
    if (found.isPresent()) {
      which = new Which.Id(found.get().balance().id());
    } else if (!name.isEmpty()) {
      which = new Which.Named(wanted.unit(), name);
    } else {
      which = wanted.form().hasTerms() ? new Which.Like(wanted.unit()) : plain(wanted.unit());
    }
    return new BalanceChange(
        AccountBooks.key(),
        wanted.account(),
        which,
        kind,
        micros,
        found.isPresent() ? null : wanted.form().on(BalanceTerms.plain(BalanceTerms.DEFAULT)),
        books.opening(wanted.account()),
        null);
  }

  private Which plain(Unit unit) {
    return unit instanceof Unit.Money
        ? new Which.Default()
        : new Which.Named(unit, BalanceTerms.DEFAULT);
  }

  private Optional<Holding> find(Wanted wanted) {
    return books.find(wanted.account()).stream()
        .flatMap(account -> matching(account, wanted).stream())
        .findFirst();
  }

  private static List<Holding> matching(Account account, Wanted wanted) {
    return account.holdings().stream()
        .filter(holding -> holding.owner().equals(account.id()))
        .filter(holding -> holding.is(wanted.unit()))
        .filter(holding -> wanted.form().matches(holding.balance().terms(), holding.balance().id()))
        .toList();
  }

  private void set(Fields given) {
    given.require("Account", "BalanceType");
    set(wanted(books.id(given), given));
  }

  private void setAll(Fields given) {
    given.require("Account", "Balances");
    for (Fields balance : given.many("Balances")) {
      set(wanted(books.id(given), balance));
    }
  }

  private void set(Wanted wanted) {
    if (wanted.form().id().isEmpty() && wanted.form().uuid().isEmpty()) {
      throw RpcError.missing(List.of("BalanceID", "or", "BalanceUUID"));
    }
    Optional<Holding> found = find(wanted);
    if (found.isEmpty() && !wanted.form().uuid().isEmpty()) {
      throw new RpcError("cannot find balance with uuid: <" + wanted.form().uuid() + ">");
    }
    BalanceTerms before =
        found
            .map(holding -> holding.balance().terms())
            .orElseGet(() -> BalanceTerms.plain(wanted.form().id()));
    Optional<BigDecimal> value =
        wanted.value().signum() == 0 ? wanted.form().value() : Optional.of(wanted.value());
    Which which =
        found
            .<Which>map(holding -> new Which.Id(holding.balance().id()))
            .orElseGet(() -> new Which.Named(wanted.unit(), wanted.form().id()));
    if (value.isEmpty() && found.isPresent()) {
      books.rename(wanted.account(), which, wanted.form()::on);
      return;
    }
    books.set(
        new BalanceChange(
            AccountBooks.key(),
            wanted.account(),
            which,
            Kind.ADJUSTMENT,
            BalanceUnits.micros(wanted.unit(), value.orElse(BigDecimal.ZERO)),
            wanted.form().on(before),
            books.opening(wanted.account()),
            null));
  }

  private void remove(Fields given) {
    given.require("Account", "BalanceType");
    Wanted wanted = wanted(books.id(given), given);
    Account account = books.find(wanted.account()).orElseThrow(RpcError::notFound);
    List<Holding> meant = matching(account, wanted);
    if (meant.isEmpty()) {
      throw new RpcError("PARTIALLY_EXECUTED");
    }
    meant.forEach(holding -> books.close(account.id(), holding.balance().id()));
  }

  private JsonNode transfer(Fields given) {
    given.require(
        "SourceAccountID", "SourceBalanceID", "DestinationAccountID", "DestinationBalanceID");
    String tenant = given.textOr("Tenant", defaults.tenant());
    AccountId from = books.names().id(tenant, given.text("SourceAccountID"));
    AccountId to = books.names().id(tenant, given.text("DestinationAccountID"));
    Account source = books.find(from).orElseThrow(() -> RpcError.server("NOT_FOUND"));
    Holding paying =
        named(source, given.text("SourceBalanceID"), null)
            .orElseThrow(() -> RpcError.server("source balance not found or expired"));
    Unit unit = paying.balance().unit();
    Account target =
        books
            .find(to)
            .orElseThrow(() -> RpcError.server("retrieving destination account failed: NOT_FOUND"));
    Optional<Holding> receiving = named(target, given.text("DestinationBalanceID"), unit);
    long micros = micros(given, unit, receiving);
    if (micros == 0) {
      throw RpcError.server("transfer amount is missing or 0");
    }
    Which out = new Which.Id(paying.balance().id());
    Which in = receiving(receiving, to, unit, given.text("DestinationBalanceID"));
    books.transfer(
        micros > 0
            ? new Transfer(AccountBooks.key(), out, in, from, to, micros)
            : new Transfer(AccountBooks.key(), in, out, to, from, -micros));
    // CGRateS answers with nothing.
    return RpcJson.text("");
  }

  /** The balance that receives, made where there is none of its name. */
  private Which receiving(Optional<Holding> known, AccountId account, Unit unit, String name) {
    if (known.isPresent()) {
      return new Which.Id(known.get().balance().id());
    }
    Which made = new Which.Named(unit, name);
    books.change(
        new BalanceChange(
            AccountBooks.key(),
            account,
            made,
            Kind.ADJUSTMENT,
            0,
            BalanceTerms.plain(name),
            null,
            null));
    return made;
  }

  /** So many units, or as many as bring the receiving balance to a value. */
  private static long micros(Fields given, Unit unit, Optional<Holding> receiving) {
    long has = receiving.map(holding -> holding.balance().availableMicros()).orElse(0L);
    return given
        .free("DestinationReferenceValue")
        .map(value -> BalanceUnits.micros(unit, value.decimalValue()) - has)
        .orElseGet(() -> BalanceUnits.micros(unit, given.number("Units")));
  }

  private static Optional<Holding> named(Account account, String name, @Nullable Unit unit) {
    return account.holdings().stream()
        .filter(holding -> holding.owner().equals(account.id()))
        .filter(holding -> holding.balance().terms().name().equals(name))
        .filter(holding -> unit == null || Objects.equals(unit, holding.balance().unit()))
        .findFirst();
  }
}
