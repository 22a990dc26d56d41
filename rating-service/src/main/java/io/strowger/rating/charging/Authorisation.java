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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** May a call go ahead, and how long at first? Reserves the first slice of all who are cut. */
final class Authorisation {
  private final RunOpening opening;
  private final Chargers chargers;
  private final ChargingTimers timers;
  private final OutagePolicies outages;
  private final Words words;

  Authorisation(
      RunOpening opening,
      Chargers chargers,
      ChargingTimers timers,
      OutagePolicies outages,
      Words words) {
    this.opening = opening;
    this.chargers = chargers;
    this.timers = timers;
    this.outages = outages;
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
    Wanted caller = caller(request, account);
    List<Charger> matching =
        chargers.matching(caller.profile().tenant(), account.id(), caller.number());
    Wanted customer = customer(matching, caller, scene);
    if (customer == null) {
      return refuse(request, ChargingRefusal.UNKNOWN_ACCOUNT, scene.now());
    }
    if (customer.account().terms().state() != AccountState.ACTIVE) {
      return refuse(request, ChargingRefusal.ACCOUNT_DISABLED, scene.now());
    }
    List<Wanted> wanted = new ArrayList<>(List.of(customer));
    List<Answer> unpaid = new ArrayList<>();
    for (Charger charger : matching) {
      if (!charger.run().equals(ChargedRun.CUSTOMER)) {
        payer(charger, caller, scene)
            .ifPresentOrElse(
                payer -> wanted.add(by(charger, payer, caller)),
                () -> unpaid.add(new Answer.Unpaid(charger)));
      }
    }
    Charging charging = openAll(request, account, wanted, scene);
    return charging.session() == null ? charging : charging.answering(unpaid);
  }

  private static Wanted caller(ChargingRequest.AuthorizeCall request, Account account) {
    CallVariables variables = new CallVariables(request);
    AccountMode mode = Objects.requireNonNullElse(variables.mode(), account.terms().mode());
    return new Wanted(
        ChargedRun.CUSTOMER, account, mode, variables.profile(account), variables.destination());
  }

  /** How the customer is charged, be it another account; absent when there is no such account. */
  private static @Nullable Wanted customer(List<Charger> matching, Wanted caller, Scene scene) {
    for (Charger charger : matching) {
      if (charger.run().equals(ChargedRun.CUSTOMER)) {
        return payer(charger, caller, scene).map(payer -> by(charger, payer, caller)).orElse(null);
      }
    }
    return caller;
  }

  private static Optional<Account> payer(Charger charger, Wanted caller, Scene scene) {
    return charger.account() == null
        ? Optional.of(caller.account())
        : scene.account(charger.account());
  }

  /** Each after what those before it have reserved: they may draw upon the same balances. */
  private Charging openAll(
      ChargingRequest.AuthorizeCall request, Account account, List<Wanted> all, Scene scene) {
    List<Opened.Open> open = new ArrayList<>();
    List<Posting> postings = new ArrayList<>();
    for (Wanted each : all) {
      Wanted wanted = each.after(postings);
      switch (opening.open(wanted, scene.now())) {
        case Opened.Open one -> {
          open.add(one);
          postings.addAll(held(request.head().callId(), one.run(), wanted.account()));
        }
        case Opened.Refused(ChargingRefusal why) -> {
          if (stops(wanted, why, open)) {
            return refuse(request, why, scene.now());
          }
          // A supplier is owed what it is owed: it stands in no customer's way.
        }
      }
    }
    return open(request, account, open, postings, scene);
  }

  /** Whoever pays for the call has to have the money for all that it is charged for it. */
  private static boolean stops(Wanted wanted, ChargingRefusal why, List<Opened.Open> open) {
    return open.isEmpty()
        || why == ChargingRefusal.BALANCE_TOO_LOW
            && wanted.account().id().equals(open.getFirst().run().account());
  }

  private static List<Posting> held(CallId call, ChargedRun run, Account payer) {
    return new Postings(call, run.mark(), payer.purse())
        .hold(Map.of(), run.metered().holds(), 1)
        .all();
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
      ChargingRequest.AuthorizeCall request,
      Account account,
      List<Opened.Open> open,
      List<Posting> postings,
      Scene scene) {
    CallId call = request.head().callId();
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
            Moments.authorised(
                scene.now(), scene.now().plus(unanswered(account)), request.answeredBefore()));
    List<Answer> answers = words.authorised(request, account.after(postings), session, scene.now());
    return new Charging(session, postings, traffic(session, account, scene), answers);
  }

  /** A call more for who makes it, and what it may cost for who pays for it. */
  private static Map<AccountId, Traffic> traffic(CallSession session, Account caller, Scene scene) {
    Map<AccountId, Traffic> traffic = new HashMap<>();
    traffic.put(caller.id(), caller.traffic().withCall(scene.now()));
    scene
        .account(session.payer())
        .map(payer -> traffic.getOrDefault(payer.id(), payer.traffic()))
        .ifPresent(
            lately -> traffic.put(session.payer(), lately.claiming(session.claimedMicros())));
    return traffic;
  }

  /**
   * How long a call may seem unanswered. While the books were away it may have been let through,
   * and its answer have been told before it was booked: then it goes on for as long as that allows.
   */
  private Duration unanswered(Account account) {
    OutagePolicy letThrough = outages.of(account.terms().more().accountClass());
    return timers.unanswered().plusSeconds(letThrough.seconds());
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
