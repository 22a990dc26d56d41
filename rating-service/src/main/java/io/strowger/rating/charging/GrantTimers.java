package io.strowger.rating.charging;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.LegId;
import io.strowger.rating.charging.CallSession.Grant;
import io.strowger.rating.charging.CallSession.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timers that end calls with their grants, on their way to the switch. One of which the switch
 * does not tell that it stands is sent again, or a paid call is cut; no further slice is reserved
 * before, and none of a call that the switch does not know any more.
 */
final class GrantTimers {
  /** Between two sendings of a timer that came back. */
  static final Duration SENT_AGAIN_AFTER = Duration.ofSeconds(1);

  /** How long the first answer may take; with each sending it may take so much longer. */
  static final Duration ANSWERED_WITHIN = Duration.ofSeconds(4);

  /** How long a hang-up may be on its way, which says more exactly when the call ended. */
  static final Duration HANG_UP_HEARD_WITHIN = Duration.ofSeconds(30);

  private static final int LONGEST_WAIT = 75;

  private final ChargingTimers timers;
  private final Words words;

  GrantTimers(ChargingTimers timers, Words words) {
    this.timers = timers;
    this.words = words;
  }

  /**
   * Takes the result of a command. That of another command changes nothing, nor one of a leg that
   * goes by another name by now: that it is gone, or has a timer, says nothing of the call.
   */
  Charging take(CommandResult result, CallSession session, Instant now) {
    CallSession.Route route = session.route();
    boolean awaited =
        !session.settled()
            && !session.moments().isOver()
            && Words.isOfTimer(session, result.commandId())
            && route != null
            && route.leg().equals(result.legId());
    if (!awaited) {
      return Charging.unchanged(session);
    }
    return switch (result.outcome()) {
      case COMPLETED -> Charging.unchanged(set(session));
      case GONE -> Charging.unchanged(gone(session, result.finishedAt()));
      // A timer that is set twice is as good as one that is set once.
      case NOT_OWNER, UNKNOWN -> returned(session, result, now);
      case FAILED, EXPIRED -> Charging.unchanged(session);
    };
  }

  private CallSession set(CallSession session) {
    Grant grant = session.grant();
    Timer timer = grant.timer();
    Instant end = session.grantEnds();
    if (timer == null || timer.set() || end == null) {
      return session;
    }
    Grant set = grant.with(new Timer(timer.sent(), true, grant.seconds()));
    return session.granted(session.runs(), set, session.moments().renewing(renewal(session, end)));
  }

  /** Settled when its hang-up is told, or a little later without. */
  private static CallSession gone(CallSession session, Instant at) {
    return session.at(session.moments().gone(at, at.plus(HANG_UP_HEARD_WITHIN)));
  }

  /** Another gateway serves the call, or none just now. */
  private Charging returned(CallSession session, CommandResult result, Instant now) {
    Timer timer = session.grant().timer();
    Instant end = session.grantEnds();
    boolean worthIt =
        timer != null
            && !timer.set()
            && end != null
            && end.isAfter(now)
            && Words.isLastOfTimer(session, result.commandId());
    if (!worthIt) {
      return Charging.unchanged(session);
    }
    CallSession there =
        session.servedBy(new CallAddress(result.returnPartition(), result.returnEpoch()));
    return timer.sent() == 1
        ? sendAgain(there, now)
        : Charging.unchanged(there.at(there.moments().renewing(now.plus(SENT_AGAIN_AFTER))));
  }

  /** The timer once more, counted from now; no more once its grant has ended. */
  Charging sendAgain(CallSession session, Instant now) {
    CallSession.Route route = session.route();
    Timer timer = session.grant().timer();
    Instant end = session.grantEnds();
    if (route == null || timer == null || end == null || !end.isAfter(now)) {
      return Charging.unchanged(session.at(session.moments().renewing(null)));
    }
    CallSession sent =
        awaiting(
            session.granted(
                session.runs(), session.grant().with(timer.sentAgain()), session.moments()),
            now);
    return Charging.answered(sent, List.of(words.prolong(sent, route, end, now)));
  }

  /** A session whose timer is sent now; it is looked at again should no answer come. */
  CallSession awaiting(CallSession session, Instant now) {
    Timer timer = session.grant().timer();
    int times = timer == null ? 1 : Math.min(timer.sent(), LONGEST_WAIT);
    return session.at(session.moments().renewing(now.plus(ANSWERED_WITHIN.multipliedBy(times))));
  }

  /**
   * The caller's leg goes by another name from now on. Timers that stand name a leg that is no
   * more: the present one is sent for the new name, or, before the answer, will be with it. What
   * was found gone was the former name alone.
   */
  Charging renamed(CallSession session, LegId former, LegId present, Instant now) {
    CallSession.Route route = session.route();
    if (session.settled() || route == null || !route.leg().equals(former)) {
      return Charging.unchanged(session);
    }
    CallSession there = here(session).commanded(route.named(present));
    Grant grant = session.grant();
    if (there.moments().isOver() || grant.seconds() == 0) {
      return Charging.unchanged(there);
    }
    Timer before = grant.timer();
    Timer unset = new Timer(before == null ? 0 : before.sent(), false, grant.stands());
    CallSession unsafe = there.granted(there.runs(), grant.with(unset), there.moments());
    return there.moments().answeredAt() == null
        ? Charging.unchanged(unsafe)
        : sendAgain(unsafe, now);
  }

  private CallSession here(CallSession session) {
    Instant end = session.grantEnds();
    return session.moments().goneAt() == null || end == null
        ? session
        : session.at(session.moments().here(end.plus(timers.unheard())));
  }

  /** When the next slice is due; absent when there is none. */
  @Nullable Instant renewal(CallSession session, Instant end) {
    boolean more =
        !session.grant().last() && session.runs().stream().anyMatch(ChargedRun::goesOnBySlices);
    return more ? end.minus(timers.renewBefore()) : null;
  }
}
