package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.routing.carrier.PlannedAttempt;
import io.strowger.routing.carrier.RouteTable;
import io.strowger.routing.hunt.Decision.Order;
import io.strowger.routing.number.DialledNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what comes next for a call. Inputs may come twice or late: one that the hunt does not
 * wait for changes nothing.
 */
public final class HuntPolicy {
  private static final HangupCause TEMPORARY_FAILURE = new HangupCause("NORMAL_TEMPORARY_FAILURE");

  private final HuntTimers timers;
  private final boolean routeUncharged;
  private final Orders orders;

  /**
   * A policy.
   *
   * @param sender named in commands: the service and its instance
   * @param routeUncharged whether calls without an account are routed
   */
  public HuntPolicy(String sender, HuntTimers timers, boolean routeUncharged) {
    this.timers = timers;
    this.routeUncharged = routeUncharged;
    this.orders = new Orders(sender, timers.command());
  }

  /** A caller waits for a decision. */
  public Decision parked(
      @Nullable Hunt known, CallEvent.CallParked parked, RouteTable routes, Instant now) {
    boolean stale = parked.head().occurredAt().plus(timers.stalePark()).isBefore(now);
    if (known != null || stale) {
      return Decision.unchanged(known);
    }
    Hunt.Caller caller = caller(parked);
    Optional<DialledNumber> number = DialledNumber.of(caller.destination());
    List<PlannedAttempt> plan = number.map(routes::plan).orElse(List.of());
    Hunt hunt = new Hunt(caller, Stage.ENDED, plan, 0, null, null, null);
    AccountId account = caller.account();
    if (number.isEmpty()) {
      return refuse(hunt, Refusal.INVALID_NUMBER, now);
    }
    if (plan.isEmpty()) {
      return refuse(hunt, Refusal.NO_ROUTE, now);
    }
    if (account == null) {
      return routeUncharged ? attempt(hunt, now) : refuse(hunt, Refusal.NO_ACCOUNT, now);
    }
    return new Decision(
        hunt.waiting(Stage.AUTHORISATION, now.plus(timers.authorisation())),
        List.of(orders.authorise(hunt, account, now)));
  }

  /** Rating has decided. */
  public Decision charged(@Nullable Hunt hunt, ChargingDecision decision, Instant now) {
    if (hunt == null
        || hunt.stage() != Stage.AUTHORISATION
        || !decision.head().requestId().equals(Orders.authorisationId(hunt))) {
      return Decision.unchanged(hunt);
    }
    return switch (decision) {
      case ChargingDecision.CallAuthorized granted -> {
        Integer seconds = granted.grantSeconds();
        String group = granted.grantGroup();
        yield attempt(
            seconds == null || group == null ? hunt : hunt.granted(new Hunt.Grant(seconds, group)),
            now);
      }
      case ChargingDecision.CallRefused refused ->
          refuse(hunt, Refusal.valueOf(refused.reason().name()), now);
    };
  }

  /** A transcoder has answered. */
  public Decision relayed(@Nullable Hunt hunt, TranscodingReply reply, Instant now) {
    if (hunt == null || !reply.head().requestId().equals(Orders.relayId(hunt))) {
      return Decision.unchanged(hunt);
    }
    return switch (reply) {
      case TranscodingReply.RelayAllocated allocated -> {
        Hunt with = hunt.relayed(new Hunt.Relay(allocated.callerSdp(), allocated.trunkSdp()));
        if (hunt.stage() == Stage.RELAY) {
          yield attempt(with, now);
        }
        // It came too late: nobody will use it.
        yield hunt.stage() == Stage.ENDED && hunt.relay() == null
            ? new Decision(hunt, List.of(orders.releaseRelay(hunt, now)))
            : Decision.unchanged(hunt);
      }
      case TranscodingReply.RelayRefused _ ->
          hunt.stage() == Stage.RELAY ? withoutRelay(hunt, now) : Decision.unchanged(hunt);
      case TranscodingReply.RelayReleased _ -> Decision.unchanged(hunt);
    };
  }

  /** A command has ended. */
  public Decision executed(@Nullable Hunt hunt, CommandResult result, Instant now) {
    if (hunt == null
        || hunt.stage() != Stage.ATTEMPT
        || !result.commandId().equals(Orders.bridgeId(hunt, hunt.attempt()))) {
      return Decision.unchanged(hunt);
    }
    return switch (result.outcome()) {
      case COMPLETED, GONE -> end(hunt, List.of(), now);
      case FAILED -> {
        HangupCause cause = Objects.requireNonNullElse(result.cause(), TEMPORARY_FAILURE);
        yield CausePolicy.tryNext(cause, result.sipStatus()) && hunt.attempt() < hunt.plan().size()
            ? attempt(hunt, now)
            : end(hunt, List.of(orders.hangUp(hunt, cause, now)), now);
      }
      case EXPIRED, NOT_OWNER ->
          end(hunt, List.of(orders.hangUp(hunt, TEMPORARY_FAILURE, now)), now);
      // The attempt may be ringing: never blindly sent again, the deadline ends the wait.
      case UNKNOWN -> Decision.unchanged(hunt);
    };
  }

  /** The trunk's media was heard of, with early media or with the answer. */
  public Decision trunkMedia(@Nullable Hunt hunt, LegRole role, @Nullable String sdp, Instant now) {
    if (hunt == null
        || role != LegRole.B_LEG
        || sdp == null
        || hunt.relay() == null
        || hunt.stage() != Stage.ATTEMPT
        || !needsRelay(hunt, current(hunt))) {
      return Decision.unchanged(hunt);
    }
    return new Decision(hunt, List.of(orders.connectTrunk(hunt, sdp, now)));
  }

  /** The attempt was answered: its result comes only when the call ends, however long it lasts. */
  public Decision answered(@Nullable Hunt hunt, CallEvent.LegAnswered answered, Instant now) {
    Decision media = trunkMedia(hunt, answered.role(), answered.remoteSdp(), now);
    return hunt != null && hunt.stage() == Stage.ATTEMPT && answered.role() == LegRole.B_LEG
        ? new Decision(hunt.waiting(Stage.ATTEMPT, null), media.orders())
        : media;
  }

  /** The caller is gone. */
  public Decision callerGone(@Nullable Hunt hunt, Instant now) {
    return hunt == null || (hunt.stage() == Stage.ENDED && hunt.relay() == null)
        ? Decision.unchanged(hunt)
        : end(hunt, List.of(), now);
  }

  /** The deadline has passed. */
  public Decision waitedTooLong(Hunt hunt, Instant now) {
    return switch (hunt.stage()) {
      case AUTHORISATION -> refuse(hunt, Refusal.RATING_UNAVAILABLE, now);
      case RELAY -> withoutRelay(hunt, now);
      case ATTEMPT -> end(hunt, List.of(orders.hangUp(hunt, TEMPORARY_FAILURE, now)), now);
      case ENDED -> Decision.unchanged(hunt.ended());
    };
  }

  /** Begins the next attempt, asking for a relay first where that attempt needs one. */
  private Decision attempt(Hunt hunt, Instant now) {
    PlannedAttempt planned = hunt.plan().get(hunt.attempt());
    String codec = relayCodec(hunt, planned);
    String offer = hunt.caller().offeredSdp();
    if (codec != null && offer != null && hunt.relay() == null) {
      return new Decision(
          hunt.waiting(Stage.RELAY, now.plus(timers.relay())),
          List.of(orders.allocateRelay(hunt, offer, codec, now)));
    }
    Instant until =
        now.plusSeconds(planned.carrier().originateTimeoutSeconds()).plus(timers.attemptSlack());
    Hunt attempting = hunt.attempting(hunt.attempt() + 1, until);
    return new Decision(
        attempting, List.of(orders.bridge(attempting, planned, codec != null, now)));
  }

  /** Goes on with the next carrier that takes the caller's codecs as they are. */
  private Decision withoutRelay(Hunt hunt, Instant now) {
    for (int next = hunt.attempt(); next < hunt.plan().size(); next++) {
      if (!needsRelay(hunt, hunt.plan().get(next))) {
        return attempt(hunt.attempting(next, now), now);
      }
    }
    return refuse(hunt, Refusal.NO_MEDIA_RELAY, now);
  }

  private Decision refuse(Hunt hunt, Refusal refusal, Instant now) {
    return end(
        hunt,
        List.of(orders.tellRefusal(hunt, refusal, now), orders.hangUp(hunt, refusal.cause(), now)),
        now);
  }

  private Decision end(Hunt hunt, List<Order> last, Instant now) {
    List<Order> all = new ArrayList<>(last);
    if (hunt.relay() != null || hunt.stage() == Stage.RELAY) {
      all.add(orders.releaseRelay(hunt, now));
    }
    Hunt ended =
        new Hunt(hunt.caller(), Stage.ENDED, hunt.plan(), hunt.attempt(), hunt.grant(), null, null);
    return new Decision(ended, all);
  }

  private static PlannedAttempt current(Hunt hunt) {
    return hunt.plan().get(hunt.attempt() - 1);
  }

  private static boolean needsRelay(Hunt hunt, PlannedAttempt planned) {
    return relayCodec(hunt, planned) != null;
  }

  private static @Nullable String relayCodec(Hunt hunt, PlannedAttempt planned) {
    return OfferedCodecs.of(hunt.caller().offeredSdp()).relayCodec(planned.carrier().codecs());
  }

  private static Hunt.Caller caller(CallEvent.CallParked parked) {
    EventHead head = parked.head();
    return new Hunt.Caller(
        head.callId(),
        head.legId(),
        head.switchId(),
        head.returnPartition(),
        head.returnEpoch(),
        parked.leg().callerNumber(),
        Objects.requireNonNullElse(parked.leg().destination(), ""),
        parked.leg().account(),
        parked.offeredSdp(),
        parked.variables());
  }
}
