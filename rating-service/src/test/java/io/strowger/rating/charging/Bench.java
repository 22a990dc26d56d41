package io.strowger.rating.charging;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.account.Holding;
import io.strowger.rating.account.Traffic;
import io.strowger.rating.balance.Balance;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.ActiveTariffs;
import io.strowger.rating.tariff.TariffCompiler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts, sessions and a policy, and all that was posted and answered. */
final class Bench {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final Currency EUR = Currency.getInstance("EUR");
  static final AccountId PAYER = new AccountId("1001");

  final Map<String, CallSession> sessions = new HashMap<>();
  final Map<AccountId, Account> accounts = new HashMap<>();
  final List<Posting> postings = new ArrayList<>();
  final List<Charger> chargers = new ArrayList<>();
  final Map<String, AccountId> callers = new HashMap<>();
  List<Answer> answers = List.of();
  private final ChargingPolicy policy;

  Bench() {
    this(OutagePolicies.REFUSE);
  }

  Bench(OutagePolicies outages) {
    ChargingTimers timers = ChargingTimers.withSlice(Duration.ofSeconds(60));
    policy =
        new ChargingPolicy(
            new ChargingPolicy.Setting("rating-0", timers, NotifyDialect.CURRENT, outages),
            new Raters(tariffs(), new RatingEngine(new ExactCosting(), 3)),
            new ListedChargers());
  }

  private final class ListedChargers implements Chargers {
    @Override
    public List<Charger> matching(String tenant, AccountId account, String number) {
      return chargers.stream().filter(charger -> charger.isFor(account, number)).toList();
    }

    @Override
    public Set<AccountId> payers(AccountId account, String number) {
      return Set.of();
    }

    @Override
    public Optional<Charger> find(String tenant, String id) {
      return Optional.empty();
    }

    @Override
    public List<Charger> list(String tenant) {
      return chargers;
    }

    @Override
    public void put(Charger charger) {
      chargers.add(charger);
    }

    @Override
    public boolean remove(String tenant, String id) {
      return false;
    }
  }

  /** Retail: 0.60 a minute by the second, 10,000 micro-units a second. Wholesale: half of that. */
  private static ActiveTariffs tariffs() {
    Map<String, ActiveTariff> all =
        Map.of("retail", tariff("retail", "0.60"), "wholesale", tariff("wholesale", "0.30"));
    return new ActiveTariffs() {
      @Override
      public Optional<ActiveTariff> active(String name, Instant now) {
        return Optional.ofNullable(all.get(name));
      }

      @Override
      public Optional<ActiveTariff> version(String name, int version) {
        return active(name, NOW);
      }
    };
  }

  private static ActiveTariff tariff(String name, String price) {
    List<Rate> rates = List.of(rate("61", price, 1), rate("44", price, 300));
    var plan = TariffCompiler.compile(PrefixRates.rows(rates, Instant.EPOCH), ZoneOffset.UTC);
    return new ActiveTariff(name, 1, EUR, plan.value());
  }

  private static Rate rate(String prefix, String price, int increment) {
    return new Rate(
        prefix, BigDecimal.ZERO, List.of(new RateSlot(0, new BigDecimal(price), 60, increment)));
  }

  Bench with(AccountTerms terms, long balance) {
    return with(PAYER, terms, balance);
  }

  Bench with(AccountId id, AccountTerms terms, long balance) {
    Balance money =
        new Balance(
            id + "-money",
            new Unit.Money(EUR),
            BalanceTerms.plain(BalanceTerms.DEFAULT),
            balance,
            terms.lowestMicros());
    accounts.put(
        id, new Account(id, terms, Traffic.NONE, List.of(new Holding(money, id, 0, 0, NOW))));
    return this;
  }

  void authorise(String call) {
    authorise(call, "61255500100", Map.of());
  }

  void authorise(String call, String destination, Map<String, String> variables) {
    take(request(call, destination, variables, null), NOW);
  }

  /** A call whose caller had been answered before it was handed over at this time. */
  void authoriseAnswered(String call, Instant before) {
    take(request(call, "61255500100", Map.of(), before), NOW);
  }

  private ChargingRequest.AuthorizeCall request(
      String call,
      String destination,
      Map<String, String> variables,
      @Nullable Instant answeredBefore) {
    return new ChargingRequest.AuthorizeCall(
        head(call),
        "6139",
        destination,
        new SwitchId("fs"),
        new LegId(call),
        0,
        1,
        variables,
        answeredBefore);
  }

  void answer(String call) {
    answer(call, NOW);
  }

  void answer(String call, Instant at) {
    take(new ChargingRequest.StartMetering(head(call), at), NOW);
  }

  /** The next slice, whose timer the switch sets at once. */
  void renew(String call, int slice, Instant at) {
    askToRenew(call, slice, at);
    List<Answer> told = answers;
    for (CallCommand command : commands()) {
      if (command instanceof CallCommand.ScheduleHangUp) {
        ended(command, CommandOutcome.COMPLETED, 1, at);
      }
    }
    answers = told;
  }

  /** The same while the switch says nothing. */
  void askToRenew(String call, int slice, Instant at) {
    take(new ChargingRequest.RenewGrant(head(call), slice), at);
  }

  void announce(String call, Instant at) {
    take(new ChargingRequest.AnnounceEnd(head(call)), at);
  }

  void settle(String call, @Nullable Instant answered, Instant ended) {
    settle(call, answered, null, ended);
  }

  /** The end of a call that was booked, of whose leg this is told. */
  void settle(String call, @Nullable Instant answered, @Nullable Instant bridged, Instant ended) {
    settle(call, answered, bridged, ended, null);
  }

  /** The end of a call that was let through without the books. */
  void settleUnbooked(String call, @Nullable Instant answered, Instant ended) {
    settle(call, answered, null, ended, "61255500100");
  }

  private void settle(
      String call,
      @Nullable Instant answered,
      @Nullable Instant bridged,
      Instant ended,
      @Nullable String destination) {
    take(
        new ChargingRequest.SettleCall(
            head(call), answered, ended, HangupCause.NORMAL_CLEARING, destination, bridged),
        ended);
  }

  Answer withoutBooks(String call) {
    return withoutBooks(call, null);
  }

  Answer withoutBooks(String call, @Nullable Instant answeredBefore) {
    return policy.withoutBooks(
        request(call, "61255500100", Map.of(), answeredBefore), account(), NOW);
  }

  void ended(CallCommand command, CommandOutcome outcome, long epoch, Instant at) {
    CommandResult result = CommandResult.plain(command, outcome, at, new CallAddress(0, epoch));
    String call = command.head().callId().value();
    take(call, policy.commanded(result, session(call), at));
  }

  void renamed(String call, String former, String present, Instant at) {
    take(call, policy.renamed(session(call), new LegId(former), new LegId(present), at));
  }

  private void take(ChargingRequest request, Instant now) {
    String call = request.head().callId().value();
    Scene scene = new Scene(id -> Optional.ofNullable(accounts.get(id)), sessions.get(call), now);
    take(call, policy.decide(request, scene));
  }

  private void take(String call, Charging charging) {
    if (charging.session() != null) {
      sessions.put(call, charging.session());
    }
    accounts.replaceAll((_, account) -> account.after(charging.postings()));
    charging
        .traffic()
        .forEach((id, traffic) ->
            accounts.computeIfPresent(
                id, (_, old) -> new Account(id, old.terms(), traffic, old.holdings())));
    postings.addAll(charging.postings());
    answers = charging.answers();
  }

  Account account() {
    return account(PAYER);
  }

  Account account(AccountId id) {
    return Objects.requireNonNull(accounts.get(id));
  }

  CallSession session(String call) {
    return Objects.requireNonNull(sessions.get(call));
  }

  ChargingDecision decision() {
    return answers.stream()
        .filter(Answer.Decision.class::isInstance)
        .map(answer -> ((Answer.Decision) answer).decision())
        .findFirst()
        .orElseThrow();
  }

  ChargingDecision.CallAuthorized authorised() {
    return (ChargingDecision.CallAuthorized) decision();
  }

  ChargingRefusal refused() {
    return ((ChargingDecision.CallRefused) decision()).reason();
  }

  List<CallCharged> charges() {
    return answers.stream()
        .filter(Answer.Charge.class::isInstance)
        .map(answer -> ((Answer.Charge) answer).charge())
        .toList();
  }

  CallCharged charged() {
    return charges().getFirst();
  }

  List<CallCommand> commands() {
    return answers.stream()
        .filter(Answer.Command.class::isInstance)
        .map(answer -> ((Answer.Command) answer).command())
        .toList();
  }

  static AccountTerms prepaid() {
    return AccountTerms.of(EUR, "retail", AccountMode.PREPAID);
  }

  /** The same, charged in some way, and with more terms than usual. */
  static AccountTerms charged(AccountMode mode, AccountTerms.More more) {
    AccountTerms terms = prepaid();
    return new AccountTerms(
        terms.currency(), terms.tariff(), mode, terms.state(), 0, false, terms.rating(), more);
  }

  private RequestHead head(String call) {
    AccountId caller = callers.getOrDefault(call, PAYER);
    return new RequestHead(new RequestId(call + "-request"), new CallId(call), caller, NOW);
  }
}
