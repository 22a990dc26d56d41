package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.contracts.transcoding.TranscodingRequest;
import io.strowger.routing.carrier.Carrier;
import io.strowger.routing.carrier.PlannedAttempt;
import io.strowger.routing.hunt.Decision.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts decisions into words. Every id is derived from the call and the step, so that the same
 * decision taken again has the same ids.
 */
final class Orders {
  private static final String QUERY = "-offer-";
  private static final String RESTORE = "-restore-";
  private static final String AGAIN = "-again-";
  private static final String HANGUP = "-hangup-";
  private static final String BACK = "-back-";
  private static final String REFUSAL = "-refusal-";
  private static final String ANSWERED = "-answered-";
  private static final String OFFER = "variable_switch_r_sdp";
  private static final String ANSWER_STATE = "Answer-State";

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
    Hunt.RelayAsked asked = hunt.asked();
    return new RequestId(hunt.caller().call() + "-relay-" + (asked == null ? 0 : asked.number()));
  }

  /** Sent again it has another name, for a gateway executes each name once. */
  static CommandId bridgeId(Hunt hunt) {
    Hunt.Returned returned = hunt.returned();
    String name = hunt.caller().call() + "-bridge-" + hunt.attempt();
    return new CommandId(returned == null ? name : name + AGAIN + returned.times());
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
            caller.variables(),
            caller.answeredBefore()));
  }

  /**
   * A relay, or another description of the trunk's side of the one there is.
   *
   * @param transcoder who is asked; absent asks whoever it concerns
   */
  Order allocateRelay(
      Hunt hunt, String callerSdp, MediaNeed need, @Nullable String transcoder, Instant now) {
    return new Order.Transcoding(
        new TranscodingRequest.AllocateRelay(
            new TranscodingRequest.Head(relayId(hunt), hunt.caller().call(), now, transcoder),
            callerSdp,
            need.trunkCodecs(),
            null,
            need.trunkFamily()));
  }

  static RequestId restoreId(Hunt hunt, Instant now) {
    return new RequestId(hunt.caller().call() + RESTORE + now.toEpochMilli());
  }

  static boolean isRestore(Hunt hunt, RequestId request) {
    return request.value().startsWith(hunt.caller().call() + RESTORE);
  }

  /** A lost relay once more, by who holds it now. */
  Order restoreRelay(Hunt hunt, RequestId id, Hunt.Relay relay, String callerSdp, Instant now) {
    Hunt.RelayHolder holder = Objects.requireNonNull(relay.holder());
    return new Order.Transcoding(
        new TranscodingRequest.RestoreRelay(
            new TranscodingRequest.Head(id, hunt.caller().call(), now, holder.transcoder()),
            callerSdp,
            relay.callerSdp(),
            Objects.requireNonNullElse(relay.trunkCodecs(), List.of("PCMA", "PCMU")),
            relay.trunkAnswer(),
            holder.place()));
  }

  Order connectTrunk(Hunt hunt, String trunkSdp, Instant now) {
    return new Order.Transcoding(
        new TranscodingRequest.ConnectTrunk(
            relayHead(hunt, "-trunk-" + hunt.attempt(), now), trunkSdp));
  }

  /** Asks what a leg offers now: its event comes just before the switch knows. */
  Order askOffer(Hunt hunt, CallEvent.LegOfferedAnew offered, Instant now) {
    EventHead event = offered.head();
    CommandId id = new CommandId(hunt.caller().call() + QUERY + event.eventId());
    return askOffer(hunt, id, event.legId(), now);
  }

  private Order askOffer(Hunt hunt, CommandId id, LegId leg, Instant now) {
    return new Order.Command(new LegCommand.QueryLeg(head(hunt, id, leg, now), List.of(OFFER)));
  }

  /** Each sending of each attempt has questions of its own. */
  static CommandId doubtId(Hunt hunt) {
    Hunt.Returned returned = hunt.returned();
    Hunt.Doubt doubt = hunt.doubt();
    return new CommandId(
        hunt.caller().call()
            + ANSWERED
            + hunt.attempt()
            + "-"
            + (returned == null ? 0 : returned.times())
            + "-"
            + (doubt == null ? 0 : doubt.times()));
  }

  /** Asks whether the caller's leg was answered. */
  Order askWhetherAnswered(Hunt hunt, Instant now) {
    return new Order.Command(
        new LegCommand.QueryLeg(head(hunt, doubtId(hunt), now), List.of(ANSWER_STATE)));
  }

  static boolean isAnswered(CommandResult told) {
    Map<String, String> values = told.values();
    return values != null && "answered".equals(values.get(ANSWER_STATE));
  }

  /** What a leg was asked for in this way; absent in any other result. */
  static @Nullable String offerIn(Hunt hunt, CommandResult result) {
    boolean ours = result.commandId().value().startsWith(hunt.caller().call() + QUERY);
    Map<String, String> values = result.values();
    return ours && values != null ? values.get(OFFER) : null;
  }

  static RelayedLeg legOf(Hunt hunt, CommandResult result) {
    return result.legId().equals(hunt.caller().leg()) ? RelayedLeg.CALLER : RelayedLeg.TRUNK;
  }

  /**
   * What a leg offers now.
   *
   * @param cause the name of what told it
   */
  Order describeLeg(Hunt hunt, String cause, RelayedLeg leg, String sdp, Instant now) {
    RequestId id = new RequestId(cause + "-told");
    return new Order.Transcoding(
        new TranscodingRequest.DescribeLeg(
            new TranscodingRequest.Head(id, hunt.caller().call(), now), leg, sdp));
  }

  Order playRingback(Hunt hunt, RingbackTone tone, Instant now) {
    return new Order.Transcoding(
        new TranscodingRequest.PlayRingback(
            relayHead(hunt, "-ringback-" + hunt.attempt(), now), tone));
  }

  Order stopRingback(Hunt hunt, Instant now) {
    return new Order.Transcoding(
        new TranscodingRequest.StopRingback(
            relayHead(hunt, "-no-ringback-" + hunt.attempt(), now)));
  }

  Order releaseRelay(Hunt hunt, Instant now) {
    return new Order.Transcoding(
        new TranscodingRequest.ReleaseRelay(relayHead(hunt, "-release", now)));
  }

  /** The relay of an attempt before this one: nobody would speak through it. */
  Order giveRelayBack(Hunt hunt, Instant now) {
    return new Order.Transcoding(
        new TranscodingRequest.ReleaseRelay(relayHead(hunt, "-release-" + hunt.attempt(), now)));
  }

  /** A relay that came too late: another one has the call. */
  Order releaseRelayOf(Hunt hunt, String transcoder, Instant now) {
    RequestId id = new RequestId(hunt.caller().call() + "-release-" + transcoder);
    return new Order.Transcoding(
        new TranscodingRequest.ReleaseRelay(
            new TranscodingRequest.Head(id, hunt.caller().call(), now, transcoder)));
  }

  private static TranscodingRequest.Head relayHead(Hunt hunt, String step, Instant now) {
    return new TranscodingRequest.Head(
        new RequestId(hunt.caller().call() + step), hunt.caller().call(), now);
  }

  /** The attempt, with the relay's SDPs when this carrier needs the relay. */
  Order bridge(Hunt hunt, PlannedAttempt planned, MediaPath path, Instant now) {
    boolean relayed = path == MediaPath.RELAY || path == MediaPath.RELAY_WITH_EARLY_MEDIA;
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
            path == MediaPath.SWITCH ? carrier.codecs() : List.of());
    Hunt.Grant grant = hunt.grant();
    Hunt.Relay relay = relayed ? hunt.relay() : null;
    return new Order.Command(
        new CallCommand.BridgeCall(
            head(hunt, bridgeId(hunt), now),
            dial,
            grant == null ? null : grant.seconds(),
            grant == null ? null : grant.group(),
            relay == null ? null : relay.callerSdp(),
            relay == null ? null : relay.trunkSdp(),
            Map.of(),
            path,
            hunt.caller().answeredBefore() == null ? null : true,
            grant == null ? null : grant.callerVariables()));
  }

  Order tellRefusal(Hunt hunt, Refusal refusal, Instant now) {
    return tellRefusal(hunt, new CommandId(hunt.caller().call() + REFUSAL + refusal), refusal, now);
  }

  private Order tellRefusal(Hunt hunt, CommandId id, Refusal refusal, Instant now) {
    return new Order.Command(
        new CallCommand.SetVariables(
            head(hunt, id, now), Map.of("strowger_refusal", refusal.name())));
  }

  Order hangUp(Hunt hunt, HangupCause cause, Instant now) {
    return hangUp(hunt, new CommandId(hunt.caller().call() + HANGUP + cause), cause, now);
  }

  /** Of a caller who came back after the call was over: not what may have been done already. */
  Order hangUpReturned(Hunt hunt, HangupCause cause, Instant now) {
    Hunt.Caller caller = hunt.caller();
    return hangUp(
        hunt, new CommandId(caller.call() + BACK + caller.epoch() + HANGUP + cause), cause, now);
  }

  private Order hangUp(Hunt hunt, CommandId id, HangupCause cause, Instant now) {
    return new Order.Command(new CallCommand.HangUpLeg(head(hunt, id, now), cause));
  }

  /** True for a command that was not sent again yet. */
  static boolean isFirst(Hunt.Unsent command) {
    return !command.name().value().contains(AGAIN);
  }

  /**
   * What was not executed once more, under the next name: of a call that has ended the refusal or
   * hang-up, of one under way the question for an offer. Nothing for others, or after too many
   * times.
   */
  List<Order> again(Hunt hunt, Hunt.Unsent returned, int mostTimes, Instant now) {
    String call = hunt.caller().call().value();
    String name = returned.name().value();
    int before = name.lastIndexOf(AGAIN);
    String first = before < 0 ? name : name.substring(0, before);
    int times = before < 0 ? 1 : Integer.parseInt(name.substring(before + AGAIN.length())) + 1;
    CommandId next = new CommandId(first + AGAIN + times);
    boolean ended = hunt.stage() == Stage.ENDED;
    if (times > mostTimes) {
      return List.of();
    }
    int hangup = first.startsWith(call) ? first.indexOf(HANGUP, call.length()) : -1;
    if (ended && hangup >= 0) {
      String cause = first.substring(hangup + HANGUP.length());
      return List.of(hangUp(hunt, next, new HangupCause(cause), now));
    }
    if (ended && first.startsWith(call + REFUSAL)) {
      String refusal = first.substring(call.length() + REFUSAL.length());
      return List.of(tellRefusal(hunt, next, Refusal.valueOf(refusal), now));
    }
    return !ended && first.startsWith(call + QUERY)
        ? List.of(askOffer(hunt, next, returned.leg(), now))
        : List.of();
  }

  private CommandHead head(Hunt hunt, CommandId id, Instant now) {
    return head(hunt, id, hunt.caller().leg(), now);
  }

  private CommandHead head(Hunt hunt, CommandId id, LegId leg, Instant now) {
    Hunt.Caller caller = hunt.caller();
    return new CommandHead(
        id, caller.switchId(), caller.call(), leg, now.plus(commandWithin), sender, caller.epoch());
  }
}
