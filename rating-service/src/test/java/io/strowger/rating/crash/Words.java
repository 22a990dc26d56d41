package io.strowger.rating.crash;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Outgoing;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What routing and the gateway say of a call. */
final class Words {
  private static final SwitchId SWITCH = new SwitchId("sw1");

  private final Site site;

  Words(Site site) {
    this.site = site;
  }

  /** Routing asks whether it may go ahead. */
  Outgoing mayIt(PlayedCall call) {
    return mayIt(call, SWITCH);
  }

  /** The same of a call on another switch. */
  Outgoing mayIt(PlayedCall call, SwitchId on) {
    RequestHead head = head(call, "-authorise");
    return request(
        head,
        new ChargingRequest.AuthorizeCall(
            head, "61299990000", call.destination, on, new LegId(call.id.value()), 0, 1));
  }

  /** The same of a call whose caller had been answered before it was handed over. */
  Outgoing mayIt(PlayedCall call, Instant handedOver) {
    RequestHead head = head(call, "-authorise");
    return request(
        head,
        new ChargingRequest.AuthorizeCall(
            head,
            "61299990000",
            call.destination,
            SWITCH,
            new LegId(call.id.value()),
            0,
            1,
            Map.of(),
            handedOver));
  }

  /** Metering asked for directly. */
  Outgoing meter(PlayedCall call) {
    RequestHead head = head(call, "-answered");
    return request(
        head, new ChargingRequest.StartMetering(head, Objects.requireNonNull(call.answeredAt)));
  }

  /** The next slice asked for directly. */
  Outgoing renew(PlayedCall call, int slice) {
    RequestHead head = head(call, "-renew-" + slice);
    return request(head, new ChargingRequest.RenewGrant(head, slice));
  }

  /** Settlement asked for directly. */
  Outgoing settle(PlayedCall call) {
    RequestHead head = head(call, "-ended");
    return request(
        head,
        new ChargingRequest.SettleCall(
            head,
            call.answeredAt,
            Objects.requireNonNull(call.endedAt),
            HangupCause.NORMAL_CLEARING));
  }

  private static RequestHead head(PlayedCall call, String step) {
    return new RequestHead(
        new RequestId(call.id.value() + step), call.id, call.account, call.askedAt);
  }

  private Outgoing request(RequestHead head, ChargingRequest request) {
    return site.record(
        Topic.CHARGING_REQUESTS,
        head.accountId().value(),
        request,
        head.requestId().value(),
        head.requestedAt());
  }

  /** The gateway tells how a command has ended. */
  Outgoing ended(CallCommand command, CommandOutcome outcome, int epoch, Instant at) {
    CommandHead head = command.head();
    CommandResult result = CommandResult.plain(command, outcome, at, new CallAddress(0, epoch));
    return site.record(
        Topic.COMMAND_RESULTS, head.callId().value(), result, head.commandId() + "-ended", at);
  }

  /** The gateway tells that the caller's leg was answered. */
  Outgoing answered(PlayedCall call) {
    Instant at = Objects.requireNonNull(call.answeredAt);
    return event(
        call, new CallEvent.LegAnswered(head(call, "answer", at), LegRole.A_LEG, at, null), at);
  }

  /** The gateway tells that the dialled leg was answered. */
  Outgoing farEndAnswered(PlayedCall call, Instant at) {
    return event(
        call, new CallEvent.LegAnswered(head(call, "far-answer", at), LegRole.B_LEG, at, null), at);
  }

  /** The gateway tells that the caller's leg ended. */
  Outgoing hungUp(PlayedCall call, HangupCause cause) {
    Instant at = Objects.requireNonNull(call.endedAt);
    return event(
        call,
        new CallEvent.LegHungUp(
            head(call, "hangup", at),
            leg(call),
            new LegTimes(call.askedAt, null, null, call.answeredAt, call.answeredAt, at),
            usage(call, at),
            new LegEnd(cause, null, null, null, false),
            new MediaSummary(null, null, null, null, null, null),
            Map.of()),
        at);
  }

  private static LegUsage usage(PlayedCall call, Instant end) {
    long lasted = java.time.Duration.between(call.askedAt, end).toNanos() / 1_000;
    long billed = call.used().toNanos() / 1_000;
    return new LegUsage(lasted / 1_000_000, lasted, billed / 1_000_000, billed);
  }

  private static LegIdentity leg(PlayedCall call) {
    @Nullable LegId none = null;
    return new LegIdentity(
        LegRole.A_LEG,
        none,
        "61299990000",
        null,
        call.destination,
        null,
        null,
        call.account,
        null,
        null);
  }

  private static EventHead head(PlayedCall call, String what, Instant at) {
    return new EventHead(
        new EventId(call.id.value() + ":" + what),
        call.id,
        new LegId(call.id.value()),
        SWITCH,
        at,
        0,
        1);
  }

  private Outgoing event(PlayedCall call, CallEvent event, Instant at) {
    return site.record(
        Topic.CALL_EVENTS, call.id.value(), event, event.head().eventId().value(), at);
  }
}
