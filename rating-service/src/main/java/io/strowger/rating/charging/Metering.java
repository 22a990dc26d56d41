package io.strowger.rating.charging;

import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.AccountState;
import io.strowger.rating.account.Traffic;
import io.strowger.rating.balance.Spending;
import io.strowger.rating.charging.CallSession.Grant;
import io.strowger.rating.charging.CallSession.Moments;
import io.strowger.rating.charging.CallSession.Timer;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.metering.Meter;
import io.strowger.rating.metering.Metered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The time between answer and end: slices renewed before they end. */
final class Metering {
  private static final long SECOND = 1_000_000_000L;

  private final Raters raters;
  private final ChargingTimers timers;
  private final Words words;
  private final GrantTimers grantTimers;
  private final Announcements announcements;

  Metering(
      Raters raters,
      ChargingTimers timers,
      Words words,
      GrantTimers grantTimers,
      Announcements announcements) {
    this.raters = raters;
    this.timers = timers;
    this.words = words;
    this.grantTimers = grantTimers;
    this.announcements = announcements;
  }

  Charging start(ChargingRequest.StartMetering request, Scene scene) {
    CallSession session = scene.session();
    if (session == null
        || session.settled()
        || session.moments().answeredAt() != null
        || !session.moments().mayBegin(request.answeredAt())) {
      return Charging.unchanged(session);
    }
    CallSession answered =
        session.at(session.moments().answered(request.answeredAt()).running(scene.now()));
    Instant end = answered.grantEnds();
    if (end == null) {
      return withoutLimit(answered, scene);
    }
    CallSession metered = answered.at(due(answered, end, scene));
    return metered.grant().isSet()
        ? Charging.unchanged(metered)
        : grantTimers.sendAgain(metered, scene.now());
  }

  /** Nobody's money ends it: the switch does in the end, and should its end get lost, we know. */
  private Charging withoutLimit(CallSession session, Scene scene) {
    Grant whole = new Grant(1, timers.longest().toSeconds(), true);
    CallSession endless = session.granted(session.runs(), whole, session.moments());
    Instant end = Objects.requireNonNull(endless.grantEnds());
    CallSession limited = endless.at(session.moments().due(null, null, end.plus(timers.unheard())));
    if (session.route() == null) {
      return Charging.unchanged(limited);
    }
    Grant sent = whole.with(new Timer(1, false, whole.seconds()));
    CallSession awaiting =
        grantTimers.awaiting(limited.granted(limited.runs(), sent, limited.moments()), scene.now());
    return Charging.answered(
        awaiting, List.of(words.prolong(awaiting, session.route(), end, scene.now())));
  }

  /** When the next slice is due, or, where there is none, when the caller is to hear of it. */
  private Moments due(CallSession session, Instant end, Scene scene) {
    Instant renewal = grantTimers.renewal(session, end);
    return session
        .moments()
        .due(
            renewal,
            renewal == null ? announcements.first(session, end, scene) : null,
            end.plus(timers.unheard()));
  }

  Charging renew(ChargingRequest.RenewGrant request, Scene scene) {
    CallSession session = scene.session();
    if (session == null
        || session.settled()
        || session.moments().answeredAt() == null
        || session.moments().isOver()
        || session.route() == null) {
      return Charging.unchanged(session);
    }
    Grant grant = session.grant();
    if (!grant.isSet()) {
      return request.slice() == grant.slice()
          ? grantTimers.sendAgain(session, scene.now())
          : Charging.unchanged(session);
    }
    return request.slice() == grant.slice() + 1
        ? draw(session, request.slice(), scene)
        : Charging.unchanged(session);
  }

  private Charging draw(CallSession session, int slice, Scene scene) {
    long target = session.grant().seconds() + timers.slice().toSeconds();
    List<ChargedRun> drawn = new ArrayList<>();
    List<Posting> postings = new ArrayList<>();
    long granted = target;
    for (ChargedRun run : session.runs()) {
      Scene lately = scene.after(List.copyOf(postings));
      ChargedRun after = extended(run, target, session, lately);
      granted = Math.min(granted, limit(after, target));
      postings.addAll(held(session, run, after, lately));
      drawn.add(after);
    }
    boolean last = granted < target;
    if (granted <= session.grant().seconds()) {
      return ending(session, scene);
    }
    Timer timer = new Timer(1, false, session.grant().stands());
    return extend(session, drawn, postings, new Grant(slice, granted, last, timer), scene);
  }

  private static long limit(ChargedRun run, long target) {
    if (run.isReserved()) {
      return run.metered().totalUsage() / SECOND;
    }
    return run.limitSeconds() == null ? target : run.limitSeconds();
  }

  private ChargedRun extended(ChargedRun run, long target, CallSession session, Scene scene) {
    Account account = scene.account(run.account()).orElse(null);
    TariffRater rater = raters.of(run, scene.now()).orElse(null);
    boolean mayGoOn = account != null && rater != null && isOpen(account);
    if (!mayGoOn || !run.goesOnBySlices()) {
      return run;
    }
    Spending spending = spending(run, session, account, scene.now());
    if (!run.isReserved()) {
      return Unreserved.extended(target, run, account, rater, spending);
    }
    long wanted = target * SECOND - run.metered().totalUsage();
    return switch (Meter.of(rater).extend(run.metered(), account.purse(), spending, wanted, null)) {
      case Meter.Extended.Granted(Metered after, _) -> run.with(after);
      case Meter.Extended.Refused _ -> run;
    };
  }

  /** For no more than is left of the day by now, what the call has claimed of it included. */
  private static Spending spending(
      ChargedRun run, CallSession session, Account account, Instant now) {
    Instant answered = Objects.requireNonNull(session.moments().answeredAt());
    Spending spending = run.priced().spending(answered);
    Long most = run.priced().mostMicros();
    Long left = account.dayLeftMicros(now);
    boolean claimed = account.id().equals(session.payer());
    return most == null || left == null || !claimed
        ? spending
        : spending.atMost(Math.min(most, left + session.claimedMicros()));
  }

  private static boolean isOpen(Account account) {
    return account.terms().state() == AccountState.ACTIVE;
  }

  private static List<Posting> held(
      CallSession session, ChargedRun before, ChargedRun after, Scene scene) {
    return scene
        .account(after.account())
        .map(account ->
            new Postings(session.call(), after.mark(), account.purse())
                .hold(
                    before.metered().holds(), after.metered().holds(), session.grant().slice() + 1)
                .all())
        .orElse(List.of());
  }

  private Charging extend(
      CallSession session,
      List<ChargedRun> drawn,
      List<Posting> postings,
      Grant grant,
      Scene scene) {
    CallSession longer = session.granted(drawn, grant, session.moments());
    Instant end = Objects.requireNonNull(longer.grantEnds());
    CallSession renewed = grantTimers.awaiting(longer.at(due(longer, end, scene)), scene.now());
    return new Charging(
        renewed,
        postings,
        claiming(session, longer, scene),
        List.of(words.prolong(renewed, Objects.requireNonNull(session.route()), end, scene.now())));
  }

  /** Counted only where a limit needs it. */
  private static Map<AccountId, Traffic> claiming(
      CallSession before, CallSession after, Scene scene) {
    AccountId id = before.payer();
    long more = after.claimedMicros() - before.claimedMicros();
    return scene
        .account(id)
        .filter(account -> account.dayLeftMicros(scene.now()) != null)
        .map(account -> Map.of(id, account.traffic().claiming(more)))
        .orElse(Map.of());
  }

  /** Nothing more is granted: the timer on the switch stays as it is, and ends the call. */
  private Charging ending(CallSession session, Scene scene) {
    Grant before = session.grant();
    Grant last = new Grant(before.slice(), before.seconds(), true, before.timer());
    CallSession ending = session.granted(session.runs(), last, session.moments());
    Instant end = Objects.requireNonNull(ending.grantEnds());
    return Charging.unchanged(ending.at(due(ending, end, scene)));
  }
}
