package io.strowger.rating.charging;

import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.Limits;
import io.strowger.rating.account.Traffic;
import io.strowger.rating.charging.CallSession.Grant;
import io.strowger.rating.charging.CallSession.Moments;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.charging.RunOpening.Opened;
import io.strowger.rating.charging.RunOpening.Wanted;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.plan.RatingProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** May a call go ahead, and how long at first? Reserves the first slice of all who are cut. */
final class Authorisation {
  private final RunOpening opening;
  private final Chargers chargers;
  private final ChargingTimers timers;
  private final Words words;

  Authorisation(RunOpening opening, Chargers chargers, ChargingTimers timers, Words words) {
    this.opening = opening;
    this.chargers = chargers;
    this.timers = timers;
    this.words = words;
  }

  Charging authorise(ChargingRequest.AuthorizeCall request, Scene scene) {
    CallSession session = scene.session();
    Account account = scene.account(request.head().accountId()).orElse(null);
    if (session != null) {
      return again(request, account, session, scene.now());
    }
    if (account == null) {
      return refuse(request, ChargingRefusal.UNKNOWN_ACCOUNT, scene.now());
    }
    ChargingRefusal limit = limit(account, scene.now());
    return limit == null ? openAll(request, account, scene) : refuse(request, limit, scene.now());
  }

  private static @Nullable ChargingRefusal limit(Account account, Instant now) {
    Limits limits = account.terms().more().limits();
    Traffic traffic = account.traffic();
    if (account.terms().state() != AccountState.ACTIVE) {
      return ChargingRefusal.ACCOUNT_DISABLED;
    }
    if (limits.calls() != null && traffic.openCalls() >= limits.calls()) {
      return ChargingRefusal.TOO_MANY_CALLS;
    }
    return limits.callsPerSecond() != null
            && traffic.begunInSecondOf(now) >= limits.callsPerSecond()
        ? ChargingRefusal.TOO_MANY_CALLS_PER_SECOND
        : null;
  }

  private Charging again(
      ChargingRequest.AuthorizeCall request,
      @Nullable Account account,
      CallSession session,
      Instant now) {
    return session.settled() || account == null
        ? Charging.answered(
            session,
            List.of(words.refused(request.head(), ChargingRefusal.CALL_ALREADY_SETTLED, now)))
        : Charging.answered(session, words.authorised(request, account, session, now));
  }

  private Charging openAll(ChargingRequest.AuthorizeCall request, Account account, Scene scene) {
    List<Opened.Open> open = new ArrayList<>();
    for (Wanted wanted : wanted(request, account, scene)) {
      switch (opening.open(wanted, scene.now())) {
        case Opened.Open one -> open.add(one);
        case Opened.Refused(ChargingRefusal why) -> {
          if (wanted.run().equals(ChargedRun.CUSTOMER)) {
            return refuse(request, why, scene.now());
          }
          // A supplier is owed what it is owed: it stands in no customer's way.
        }
      }
    }
    return open(request, account, open, scene);
  }

  private List<Wanted> wanted(ChargingRequest.AuthorizeCall request, Account account, Scene scene) {
    CallVariables variables = new CallVariables(request);
    RatingProfile.Key own = variables.profile(account);
    String number = variables.destination();
    List<Charger> matching = chargers.matching(own.tenant(), account.id(), number);
    List<Wanted> wanted = new ArrayList<>();
    AccountMode mode = Objects.requireNonNullElse(variables.mode(), account.terms().mode());
    Wanted customer = new Wanted(ChargedRun.CUSTOMER, account, mode, own, number);
    wanted.add(
        matching.stream()
            .filter(charger -> charger.run().equals(ChargedRun.CUSTOMER))
            .findFirst()
            .map(charger -> by(charger, account, customer))
            .orElse(customer));
    for (Charger charger : matching) {
      AccountId payer = Objects.requireNonNullElse(charger.account(), account.id());
      if (!charger.run().equals(ChargedRun.CUSTOMER)) {
        scene.account(payer).ifPresent(other -> wanted.add(by(charger, other, customer)));
      }
    }
    return wanted;
  }

  private static Wanted by(Charger charger, Account payer, Wanted customer) {
    RatingProfile.Key own = charger.account() == null ? customer.profile() : payer.profile();
    AccountMode mode = charger.account() == null ? customer.mode() : payer.terms().mode();
    return new Wanted(
        charger.run(),
        payer,
        Objects.requireNonNullElse(charger.mode(), mode),
        new RatingProfile.Key(
            own.tenant(),
            Objects.requireNonNullElse(charger.category(), own.category()),
            Objects.requireNonNullElse(charger.subject(), own.subject())),
        customer.number());
  }

  private Charging open(
      ChargingRequest.AuthorizeCall request, Account account, List<Opened.Open> open, Scene scene) {
    CallId call = request.head().callId();
    List<Posting> postings = new ArrayList<>();
    for (Opened.Open one : open) {
      Account payer = scene.account(one.run().account()).orElseThrow();
      postings.addAll(
          new Postings(call, one.run().mark(), payer.purse())
              .hold(Map.of(), one.run().metered().holds(), 1)
              .all());
    }
    CallSession session =
        new CallSession(
            call,
            account.id(),
            new CallSession.Route(
                request.switchId(),
                request.legId(),
                request.returnPartition(),
                request.returnEpoch()),
            open.stream().map(Opened.Open::run).toList(),
            false,
            grant(open),
            Moments.authorised(scene.now(), scene.now().plus(timers.unanswered())));
    List<Answer> answers = words.authorised(request, account.after(postings), session, scene.now());
    return new Charging(
        session, postings, Map.of(account.id(), account.traffic().withCall(scene.now())), answers);
  }

  /** The shortest of those who set a limit. */
  private static Grant grant(List<Opened.Open> open) {
    Grant shortest = Grant.NONE;
    for (Opened.Open one : open) {
      Long seconds = one.seconds();
      if (seconds != null && (shortest.seconds() == 0 || seconds < shortest.seconds())) {
        shortest = new Grant(1, seconds, one.last());
      }
    }
    return shortest;
  }

  /** How long a call may go on that nothing is reserved for: no longer, no dearer than this. */
  long secondsFor(
      ChargingRequest.AuthorizeCall request, Account account, OutagePolicy policy, Instant now) {
    CallVariables variables = new CallVariables(request);
    Wanted customer =
        new Wanted(
            ChargedRun.CUSTOMER,
            account,
            account.terms().mode(),
            variables.profile(account),
            variables.destination());
    return opening.secondsWithin(customer, policy, now);
  }

  private Charging refuse(
      ChargingRequest.AuthorizeCall request, ChargingRefusal reason, Instant now) {
    return Charging.answered(null, words.refusedWithWords(request, reason, now));
  }
}
