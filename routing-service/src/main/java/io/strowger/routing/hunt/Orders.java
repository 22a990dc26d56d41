package io.strowger.routing.hunt;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.routing.carrier.Carrier;
import io.strowger.routing.carrier.PlannedAttempt;
import io.strowger.routing.hunt.Decision.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Puts decisions into words. Every id is derived from the call and the step, so that the same
 * decision taken again has the same ids.
 */
final class Orders {
  private final String sender;
  private final Duration commandWithin;

  Orders(String sender, Duration commandWithin) {
    this.sender = sender;
    this.commandWithin = commandWithin;
  }

  static RequestId authorisationId(Hunt hunt) {
    return new RequestId(hunt.caller().call() + "-authorise");
  }

  static RequestId relayId(Hunt hunt) {
    return new RequestId(hunt.caller().call() + "-relay");
  }

  static CommandId bridgeId(Hunt hunt, int attempt) {
    return new CommandId(hunt.caller().call() + "-bridge-" + attempt);
  }

  Order authorise(Hunt hunt, AccountId account, Instant now) {
    Hunt.Caller caller = hunt.caller();
    return new Order.Charging(
        new ChargingRequest.AuthorizeCall(
            new RequestHead(authorisationId(hunt), caller.call(), account, now),
            caller.number(),
            caller.destination(),
            caller.switchId(),
            caller.leg(),
            caller.partition(),
            caller.epoch(),
            caller.variables()));
  }

  Order allocateRelay(Hunt hunt, String callerSdp, String codec, Instant now) {
    return new Order.Transcoding(
        new TranscodingRequest.AllocateRelay(
            new TranscodingRequest.Head(relayId(hunt), hunt.caller().call(), now),
            callerSdp,
            codec));
  }

  Order connectTrunk(Hunt hunt, String trunkSdp, Instant now) {
    RequestId id = new RequestId(hunt.caller().call() + "-trunk-" + hunt.attempt());
    return new Order.Transcoding(
        new TranscodingRequest.ConnectTrunk(
            new TranscodingRequest.Head(id, hunt.caller().call(), now), trunkSdp));
  }

  Order releaseRelay(Hunt hunt, Instant now) {
    RequestId id = new RequestId(hunt.caller().call() + "-release");
    return new Order.Transcoding(
        new TranscodingRequest.ReleaseRelay(
            new TranscodingRequest.Head(id, hunt.caller().call(), now)));
  }

  /** The attempt, with the relay's SDPs when this carrier needs the relay. */
  Order bridge(Hunt hunt, PlannedAttempt planned, boolean relayed, Instant now) {
    Carrier carrier = planned.carrier();
    Attempt dial =
        new Attempt(
            carrier.id(),
            hunt.attempt(),
            carrier.trunk(),
            planned.number().value(),
            null,
            null,
            carrier.originateTimeoutSeconds(),
            carrier.progressTimeoutSeconds(),
            relayed ? List.of() : carrier.codecs());
    Hunt.Grant grant = hunt.grant();
    Hunt.Relay relay = relayed ? hunt.relay() : null;
    return new Order.Command(
        new CallCommand.BridgeCall(
            head(hunt, bridgeId(hunt, hunt.attempt()), now),
            dial,
            grant == null ? null : grant.seconds(),
            grant == null ? null : grant.group(),
            relay == null ? null : relay.callerSdp(),
            relay == null ? null : relay.trunkSdp(),
            Map.of()));
  }

  Order tellRefusal(Hunt hunt, Refusal refusal, Instant now) {
    return new Order.Command(
        new CallCommand.SetVariables(
            head(hunt, new CommandId(hunt.caller().call() + "-refusal"), now),
            Map.of("strowger_refusal", refusal.name())));
  }

  Order hangUp(Hunt hunt, HangupCause cause, Instant now) {
    return new Order.Command(
        new CallCommand.HangUpLeg(
            head(hunt, new CommandId(hunt.caller().call() + "-hangup"), now), cause));
  }

  private CommandHead head(Hunt hunt, CommandId id, Instant now) {
    Hunt.Caller caller = hunt.caller();
    return new CommandHead(
        id,
        caller.switchId(),
        caller.call(),
        caller.leg(),
        now.plus(commandWithin),
        sender,
        caller.epoch());
  }
}
