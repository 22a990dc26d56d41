package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.HeardFirst;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.Sweeper;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.adapter.db.SessionStore.Due;
import io.strowger.rating.charging.CallSession;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the next slice of calls whose grant ends soon, for a word to those whose money does, and
 * for the end of calls lost sight of. Calls on a switch that cannot be reached are let alone, and
 * after a start all of them until it is known which can be, and what was told meanwhile is heard;
 * the latter also whenever it could not be read for a while.
 */
public final class DueSessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DueSessions.class);
  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final int AT_ONCE = 500;

  /** What was told meanwhile is waited for so long at most; which switches are reached, always. */
  private static final Duration HEARD_WITHIN = Duration.ofMinutes(10);

  private final ServiceLink link;
  private final SessionStore sessions;
  private final SwitchWatch switches;
  private final HeardFirst lost;
  private final Clock clock;
  private final Sweeper sweeper;

  /**
   * Looks after these sessions.
   *
   * @param told who hear of calls that have ended or go on
   */
  public DueSessions(
      ServiceLink link,
      SessionStore sessions,
      SwitchWatch switches,
      List<BatchHandler> told,
      Clock clock) {
    this.link = link;
    this.sessions = sessions;
    this.switches = switches;
    this.lost =
        new HeardFirst(
            "calls that seem lost", HEARD_WITHIN, () -> told.stream().allMatch(link::hasCaughtUp));
    this.clock = clock;
    this.sweeper =
        new Sweeper(link.database(), "due-sessions", SWEEP)
            .doing(unit -> ask(unit, Due.RENEWAL, DueSessions::renewal))
            .doing(unit -> ask(unit, Due.ANNOUNCEMENT, DueSessions::announcement))
            .doing(this::settleLost)
            .doing(unit -> sessions.forgetSettled(unit.connection()));
  }

  /** Looks from now on. */
  public void start() {
    sweeper.start();
  }

  @Override
  public void close() {
    sweeper.close();
  }

  /** What is asked of a session's account when something is due. */
  private interface Asking {
    ChargingRequest of(CallSession session, Instant now);
  }

  /** One of which nothing can be asked keeps no other from it, and comes again in some seconds. */
  private void ask(UnitOfWork unit, Due due, Asking asking) throws SQLException {
    Instant now = clock.instant();
    for (CallSession session : take(unit, due, now)) {
      try {
        send(unit, asking.of(session, now), now);
      } catch (RuntimeException defect) {
        LOG.error("{} of call {} waits", due, session.call(), defect);
      }
    }
  }

  private void settleLost(UnitOfWork unit) throws SQLException {
    if (knowsWhoIsLost()) {
      ask(unit, Due.EXPIRY, DueSessions::settlement);
    }
  }

  private boolean knowsWhoIsLost() {
    return !lost.isWaiting(clock.instant()) && link.hasCaughtUp(switches);
  }

  private List<CallSession> take(UnitOfWork unit, Due due, Instant now) throws SQLException {
    return sessions.take(unit.connection(), due, now, AT_ONCE).stream()
        .filter(session -> session.route() != null)
        .filter(session -> !switches.isUnreachable(session.route().switchId()))
        .toList();
  }

  /** The next slice, or the present one's timer once more. */
  private static ChargingRequest renewal(CallSession due, Instant now) {
    CallSession.Grant grant = due.grant();
    int slice = grant.isSet() ? grant.slice() + 1 : grant.slice();
    return new ChargingRequest.RenewGrant(head(due, "-renew-" + slice, now), slice);
  }

  private static ChargingRequest announcement(CallSession due, Instant now) {
    Instant moment = Objects.requireNonNull(due.moments().announceAt());
    String step = "-announce-" + moment.toEpochMilli();
    return new ChargingRequest.AnnounceEnd(head(due, step, now));
  }

  /** An answered call has used no more than the switch is known to have let it. */
  private static ChargingRequest settlement(CallSession lost, Instant now) {
    Instant end = lost.knownEnd();
    boolean gone = lost.moments().goneAt() != null;
    return new ChargingRequest.SettleCall(
        head(lost, "-expired", now),
        lost.moments().answeredAt(),
        end == null ? now : end,
        gone ? HangupCause.NORMAL_UNSPECIFIED : HangupCause.ALLOTTED_TIMEOUT);
  }

  private void send(UnitOfWork unit, ChargingRequest request, Instant now) {
    unit.send(
        link.outgoing()
            .of(
                Topic.CHARGING_REQUESTS,
                request.head().accountId().value(),
                request,
                Objects.requireNonNull(request.head().requestId()).value(),
                null,
                now));
  }

  private static RequestHead head(CallSession session, String step, Instant now) {
    return new RequestHead(
        new RequestId(session.call().value() + step), session.call(), session.account(), now);
  }
}
