package io.strowger.rating.charging;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.id.CommandId;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.pricing.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Puts decisions into words; every id is derived from the call and the step. */
final class Words {
  private final String sender;
  private final Duration commandWithin;

  Words(String sender, Duration commandWithin) {
    this.sender = sender;
    this.commandWithin = commandWithin;
  }

  Answer authorised(RequestHead head, Account account, CallSession session, Instant now) {
    boolean limited = session.grantedSeconds() > 0;
    return new Answer.Decision(
        new ChargingDecision.CallAuthorized(
            decision(head, now),
            limited ? Math.toIntExact(session.grantedSeconds()) : null,
            limited ? CallSession.group(session.call(), session.slice()) : null,
            account.currency(),
            account.availableMicros()));
  }

  Answer refused(RequestHead head, ChargingRefusal reason, Instant now) {
    return new Answer.Decision(new ChargingDecision.CallRefused(decision(head, now), reason));
  }

  /** The next timer, counted from now in whole seconds, never shorter than what is paid for. */
  Answer prolong(CallSession session, CallSession.Route route, Instant end, Instant now) {
    long left = Math.max(1, Duration.between(now, end).plusMillis(999).toSeconds());
    return new Answer.Command(
        route,
        new CallCommand.ScheduleHangUp(
            head(session, route, "grant-" + session.slice(), now),
            Math.toIntExact(left),
            HangupCause.ALLOTTED_TIMEOUT,
            CallSession.group(session.call(), session.slice()),
            CallSession.group(session.call(), session.slice() - 1)));
  }

  Answer cancelTimer(CallSession session, CallSession.Route route, Instant now) {
    return new Answer.Command(
        route,
        new CallCommand.CancelScheduledHangUp(
            head(session, route, "grant-end", now),
            CallSession.group(session.call(), session.slice())));
  }

  Answer charged(CallSession session, Duration used, Price price, Account after, Instant now) {
    CallSession.AgreedPrice agreed = Objects.requireNonNull(session.price());
    return new Answer.Charge(
        new CallCharged(
            session.call().value() + "-charge",
            session.call(),
            session.account(),
            agreed.destination(),
            agreed.tariff(),
            agreed.rate().prefix(),
            used.toNanos() / 1000,
            price.billedSeconds(),
            price.micros(),
            agreed.currency(),
            after.balanceMicros(),
            now));
  }

  Answer nothingCharged(CallSession session, Account account, Instant now) {
    return new Answer.Charge(
        new CallCharged(
            session.call().value() + "-charge",
            session.call(),
            session.account(),
            null,
            null,
            null,
            0,
            0,
            0,
            account.currency(),
            account.balanceMicros(),
            now));
  }

  private static ChargingDecision.Head decision(RequestHead head, Instant now) {
    return new ChargingDecision.Head(head.requestId(), head.callId(), head.accountId(), now);
  }

  private CommandHead head(CallSession session, CallSession.Route route, String step, Instant now) {
    return new CommandHead(
        new CommandId(session.call().value() + "-" + step),
        route.switchId(),
        session.call(),
        route.leg(),
        now.plus(commandWithin),
        sender,
        route.epoch());
  }
}
