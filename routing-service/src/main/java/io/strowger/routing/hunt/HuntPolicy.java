package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.transcoding.RelayRefusal;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.routing.carrier.PlannedAttempt;
import io.strowger.routing.carrier.RouteTable;
import io.strowger.routing.hunt.Decision.Order;
import io.strowger.routing.number.DialledNumber;
import io.strowger.routing.relay.Transcoders;
import java.time.Duration;
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
  private static final HangupCause MEDIA_TIMEOUT = new HangupCause("MEDIA_TIMEOUT");
  private static final int MOST_TRANSCODERS_ASKED = 3;
  private static final int MOST_RETURNED = 5;

  private final HuntTimers timers;
  private final Calls calls;
  private final Transcoders transcoders;
  private final Orders orders;

  /**
   * How calls are treated.
   *
   * @param routeUncharged whether those without an account are routed
   * @param ringback what relayed callers hear while the far end rings
   */
  public record Calls(boolean routeUncharged, RingbackTone ringback) {}

  /**
   * A policy.
   *
   * @param sender named in commands: the service and its instance
   */
  public HuntPolicy(String sender, HuntTimers timers, Calls calls, Transcoders transcoders) {
    this.timers = timers;
    this.calls = calls;
    this.transcoders = transcoders;
    this.orders = new Orders(sender, timers.command());
  }

  /** A caller waits for a decision. */
  public Decision parked(
      @Nullable Hunt known, CallEvent.CallParked parked, RouteTable routes, Instant now) {
    boolean stale = parked.head().occurredAt().plus(timers.stalePark()).isBefore(now);
    if (known != null) {
      return parkedAgain(known, CallAddress.of(parked.head()), now);
    }
    if (stale) {
      return Decision.unchanged(null);
    }
    Hunt.Caller caller = caller(parked);
    Optional<DialledNumber> number = DialledNumber.of(caller.destination());
    List<PlannedAttempt> plan = number.map(routes::plan).orElse(List.of());
    Hunt hunt = new Hunt(caller, Stage.ENDED, plan, 0, null, null, null, null, null);
    AccountId account = caller.account();
    if (number.isEmpty()) {
      return refuse(hunt, Refusal.INVALID_NUMBER, now);
    }
    if (plan.isEmpty()) {
      return refuse(hunt, Refusal.NO_ROUTE, now);
    }
    if (account == null) {
      return calls.routeUncharged() ? attempt(hunt, now) : refuse(hunt, Refusal.NO_ACCOUNT, now);
    }
    return new Decision(
        hunt.waiting(Stage.AUTHORISATION, now.plus(timers.authorisation())),
        List.of(orders.authorise(hunt, account, now)));
  }

  /**
   * The same caller waits again, elsewhere: its gateway has died, and the dialplan has brought it
   * to another. What the dead one was told is done by nobody, so the attempt is begun again.
   */
  private Decision parkedAgain(Hunt hunt, CallAddress address, Instant now) {
    if (!hunt.caller().address().isOlderThan(address)) {
      return Decision.unchanged(hunt);
    }
    Hunt there = hunt.servedBy(address);
    if (there.stage() != Stage.ATTEMPT) {
      return Decision.unchanged(there);
    }
    Hunt.Returned before = hunt.returned();
    int times = before == null ? 1 : before.times() + 1;
    if (times > MOST_RETURNED || there.deadline() == null) {
      return end(there, List.of(orders.hangUp(there, TEMPORARY_FAILURE, now)), now);
    }
    Instant until = now.plus(allowance(current(there)));
    return sendAgain(there.returned(new Hunt.Returned(times, until, true), until), now);
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
    if (hunt == null) {
      return Decision.unchanged(hunt);
    }
    boolean awaited =
        hunt.stage() == Stage.RELAY && reply.head().requestId().equals(Orders.relayId(hunt));
    return switch (reply) {
      case TranscodingReply.RelayAllocated allocated ->
          awaited ? attempt(hunt.relayed(relay(hunt, allocated)), now) : late(hunt, allocated, now);
      case TranscodingReply.RelayRefused refused -> {
        if (!awaited) {
          yield Decision.unchanged(hunt);
        }
        yield refused.reason() == RelayRefusal.NO_ROOM
            ? anotherTranscoder(hunt, now)
            : withoutRelay(hunt, now);
      }
      case TranscodingReply.RelayReleased released ->
          released.silent() && hunt.stage() == Stage.ATTEMPT && hunt.relay() != null
              ? end(hunt.relayed(null), List.of(orders.hangUp(hunt, MEDIA_TIMEOUT, now)), now)
              : Decision.unchanged(hunt);
    };
  }

  private static Hunt.Relay relay(Hunt hunt, TranscodingReply.RelayAllocated allocated) {
    Hunt.Relay before = hunt.relay();
    return new Hunt.Relay(
        allocated.callerSdp(),
        allocated.trunkSdp(),
        MediaNeed.of(hunt, hunt.plan().get(hunt.attempt())).trunkCodecs(),
        before == null ? null : before.path(),
        new Hunt.RelayHolder(allocated.head().relay(), allocated.startedAt(), allocated.place()),
        null);
  }

  /** Nobody will use a relay that came too late, unless it is the one the call has. */
  private Decision late(Hunt hunt, TranscodingReply.RelayAllocated allocated, Instant now) {
    Hunt.Relay relay = hunt.relay();
    Hunt.RelayHolder holder = relay == null ? null : relay.holder();
    boolean inUse =
        hunt.stage() != Stage.ENDED
            && (relay == null ? hunt.stage() == Stage.RELAY : holder == null)
            && !tried(hunt).contains(allocated.head().relay());
    boolean same = holder != null && holder.transcoder().equals(allocated.head().relay());
    return inUse || same
        ? Decision.unchanged(hunt)
        : new Decision(hunt, List.of(orders.releaseRelayOf(hunt, allocated.head().relay(), now)));
  }

  /** The transcoder that relays a call is lost: its place is given to another, or itself again. */
  public Decision transcoderLost(Hunt hunt, Instant now) {
    Hunt.Relay relay = hunt.relay();
    Hunt.RelayHolder holder = relay == null ? null : relay.holder();
    String offer = hunt.caller().offeredSdp();
    if (relay == null || holder == null || offer == null || hunt.stage() == Stage.ENDED) {
      return Decision.unchanged(hunt);
    }
    return transcoders
        .at(holder.place().mediaAddress(), now)
        .map(heir -> {
          var next = new Hunt.RelayHolder(heir.transcoder(), heir.startedAt(), holder.place());
          return new Decision(
              hunt.relayed(relay.heldBy(next)),
              List.of(orders.restoreRelay(hunt, relay, next, offer, now)));
        })
        .orElseGet(() -> Decision.unchanged(hunt));
  }

  /** A command has ended. */
  public Decision executed(@Nullable Hunt hunt, CommandResult result, Instant now) {
    if (hunt == null
        || hunt.stage() != Stage.ATTEMPT
        || !result.commandId().equals(Orders.bridgeId(hunt))) {
      return hunt == null ? Decision.unchanged(null) : lastWordReturned(hunt, result, now);
    }
    return switch (result.outcome()) {
      case COMPLETED, GONE -> end(hunt, List.of(), now);
      case FAILED -> {
        HangupCause cause = Objects.requireNonNullElse(result.cause(), TEMPORARY_FAILURE);
        yield CausePolicy.tryNext(cause, result.sipStatus()) && hunt.attempt() < hunt.plan().size()
            ? attempt(hunt, now)
            : end(hunt, List.of(orders.hangUp(hunt, cause, now)), now);
      }
      case EXPIRED -> end(hunt, List.of(orders.hangUp(hunt, TEMPORARY_FAILURE, now)), now);
      case NOT_OWNER -> returned(hunt, result, now);
      // The attempt may be ringing: never blindly sent again, the deadline ends the wait.
      case UNKNOWN -> Decision.unchanged(hunt);
    };
  }

  /**
   * The attempt's command was not executed, for another gateway serves the call: it is sent there,
   * at once the first time. Later, and while nobody serves it, after a moment.
   */
  private Decision returned(Hunt hunt, CommandResult result, Instant now) {
    Hunt.Returned before = hunt.returned();
    int times = before == null ? 1 : before.times() + 1;
    Instant until = before == null ? hunt.deadline() : before.until();
    Hunt there = hunt.servedBy(new CallAddress(result.returnPartition(), result.returnEpoch()));
    if (until == null || times > MOST_RETURNED || isTooLate(hunt, until, now)) {
      return end(there, List.of(orders.hangUp(there, TEMPORARY_FAILURE, now)), now);
    }
    Hunt waits =
        there.returned(new Hunt.Returned(times, until, true), now.plus(timers.sentAgainAfter()));
    return times == 1 ? sendAgain(waits, now) : new Decision(waits, List.of());
  }

  /** The same command under another name, with the deadline it had. */
  private Decision sendAgain(Hunt hunt, Instant now) {
    Hunt.Returned returned = Objects.requireNonNull(hunt.returned());
    Instant until = returned.until();
    if (isTooLate(hunt, until, now)) {
      return end(hunt, List.of(orders.hangUp(hunt, TEMPORARY_FAILURE, now)), now);
    }
    Hunt sent = hunt.returned(new Hunt.Returned(returned.times(), until, false), until);
    PlannedAttempt planned = current(hunt);
    MediaNeed need = MediaNeed.of(hunt, planned);
    Hunt.Relay relay = hunt.relay();
    MediaPath used = relay == null || !need.isRelayed() ? null : relay.path();
    MediaPath path = used == null ? need.path() : used;
    return new Decision(sent, List.of(orders.bridge(sent, planned, path, began(hunt, until))));
  }

  private boolean isTooLate(Hunt hunt, Instant until, Instant now) {
    return began(hunt, until).plus(timers.command()).isBefore(now);
  }

  private Instant began(Hunt hunt, Instant until) {
    return until.minus(allowance(current(hunt)));
  }

  private Duration allowance(PlannedAttempt planned) {
    return timers.attemptSlack().plusSeconds(planned.carrier().originateTimeoutSeconds());
  }

  /** What ends a call is worth saying to whoever serves it now. */
  private Decision lastWordReturned(Hunt hunt, CommandResult result, Instant now) {
    if (hunt.stage() != Stage.ENDED || result.outcome() != CommandOutcome.NOT_OWNER) {
      return Decision.unchanged(hunt);
    }
    Hunt there = hunt.servedBy(new CallAddress(result.returnPartition(), result.returnEpoch()));
    return new Decision(there, orders.again(there, result.commandId(), MOST_RETURNED, now));
  }

  /** The far end rings, or plays early media. */
  public Decision rang(@Nullable Hunt hunt, CallEvent.LegRang rang, Instant now) {
    if (rang.remoteSdp() != null) {
      return trunkMedia(hunt, rang.role(), rang.remoteSdp(), now);
    }
    boolean heard =
        hunt != null
            && hunt.stage() == Stage.ATTEMPT
            && rang.role() == LegRole.B_LEG
            && hunt.isBoundToRelay();
    return heard && hunt != null
        ? new Decision(hunt, List.of(orders.playRingback(hunt, calls.ringback(), now)))
        : Decision.unchanged(hunt);
  }

  /** The trunk's media was heard of, with early media or with the answer. */
  public Decision trunkMedia(@Nullable Hunt hunt, LegRole role, @Nullable String sdp, Instant now) {
    Hunt.Relay relay = hunt == null ? null : hunt.relay();
    if (hunt == null
        || role != LegRole.B_LEG
        || sdp == null
        || relay == null
        || hunt.stage() != Stage.ATTEMPT
        || !MediaNeed.of(hunt, current(hunt)).isRelayed()) {
      return Decision.unchanged(hunt);
    }
    return new Decision(
        hunt.relayed(relay.connected(sdp)), List.of(orders.connectTrunk(hunt, sdp, now)));
  }

  /** The attempt was answered: its result comes only when the call ends, however long it lasts. */
  public Decision answered(@Nullable Hunt hunt, CallEvent.LegAnswered answered, Instant now) {
    Decision media = trunkMedia(hunt, answered.role(), answered.remoteSdp(), now);
    Hunt connected = media.hunt();
    if (connected == null
        || connected.stage() != Stage.ATTEMPT
        || answered.role() != LegRole.B_LEG) {
      return media;
    }
    List<Order> all = new ArrayList<>(media.orders());
    if (connected.isBoundToRelay()) {
      all.add(orders.stopRingback(connected, now));
    }
    return new Decision(connected.waiting(Stage.ATTEMPT, null), all);
  }

  /** A leg has offered its media anew and is answered by the switch: the relay is to know. */
  public Decision offeredAnew(@Nullable Hunt hunt, CallEvent.LegOfferedAnew offered, Instant now) {
    return hunt == null || hunt.relay() == null || hunt.stage() != Stage.ATTEMPT
        ? Decision.unchanged(hunt)
        : new Decision(hunt, List.of(orders.askOffer(hunt, offered, now)));
  }

  /** The switch has said what a leg offers now. */
  public Decision queried(@Nullable Hunt hunt, CommandResult result, Instant now) {
    String offer = hunt == null ? null : Orders.offerIn(hunt, result);
    return hunt == null || hunt.relay() == null || offer == null
        ? Decision.unchanged(hunt)
        : new Decision(hunt, List.of(orders.describeLeg(hunt, result, offer, now)));
  }

  /** Another gateway serves the call: what is ordered from now on goes there. */
  public Decision takenOver(@Nullable Hunt hunt, CallEvent.LegTakenOver event) {
    return Decision.unchanged(hunt == null ? null : hunt.servedBy(CallAddress.of(event.head())));
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
      case RELAY -> anotherTranscoder(hunt, now);
      case ATTEMPT -> {
        Hunt.Returned returned = hunt.returned();
        yield returned != null && returned.waits()
            ? sendAgain(hunt, now)
            : end(hunt, List.of(orders.hangUp(hunt, TEMPORARY_FAILURE, now)), now);
      }
      case ENDED -> Decision.unchanged(hunt.ended());
    };
  }

  /** Begins the next attempt, asking for a relay first where that attempt needs one. */
  private Decision attempt(Hunt hunt, Instant now) {
    PlannedAttempt planned = hunt.plan().get(hunt.attempt());
    MediaNeed need = MediaNeed.of(hunt, planned);
    if (need.isRelayed() && hunt.stage() != Stage.RELAY) {
      return ask(hunt, need, List.of(), now);
    }
    Instant until = now.plus(allowance(planned));
    Hunt attempting = hunt.attempting(hunt.attempt() + 1, until);
    Hunt.Relay relay = attempting.relay();
    MediaPath path =
        need.isRelayed() && hunt.isBoundToRelay() ? MediaPath.RELAY_WITH_EARLY_MEDIA : need.path();
    Hunt on = relay != null && need.isRelayed() ? attempting.relayed(relay.on(path)) : attempting;
    return new Decision(on, List.of(orders.bridge(on, planned, path, now)));
  }

  /** Asks the transcoder that has the call, else the one with most room. */
  private Decision ask(Hunt hunt, MediaNeed need, List<String> tried, Instant now) {
    String offer = Objects.requireNonNull(hunt.caller().offeredSdp());
    String chosen = hunt.relay() == null ? transcoders.choose(tried, now).orElse(null) : null;
    List<String> with = new ArrayList<>(tried);
    if (chosen != null) {
      with.add(chosen);
    }
    Hunt.RelayAsked before = hunt.asked();
    var request = new Hunt.RelayAsked(before == null ? 1 : before.number() + 1, List.copyOf(with));
    Hunt asking = hunt.asking(request, now.plus(timers.relay()));
    return new Decision(asking, List.of(orders.allocateRelay(asking, offer, need, chosen, now)));
  }

  /** The one asked has no room, or is silent. */
  private Decision anotherTranscoder(Hunt hunt, Instant now) {
    List<String> tried = tried(hunt);
    boolean another =
        hunt.relay() == null
            && tried.size() < MOST_TRANSCODERS_ASKED
            && transcoders.choose(tried, now).isPresent();
    return another
        ? ask(hunt, MediaNeed.of(hunt, hunt.plan().get(hunt.attempt())), tried, now)
        : withoutRelay(hunt, now);
  }

  private static List<String> tried(Hunt hunt) {
    Hunt.RelayAsked asked = hunt.asked();
    return asked == null ? List.of() : asked.tried();
  }

  /** Goes on with the next carrier that takes the caller's codecs as they are. */
  private Decision withoutRelay(Hunt hunt, Instant now) {
    for (int next = hunt.attempt(); next < hunt.plan().size(); next++) {
      if (!MediaNeed.of(hunt, hunt.plan().get(next)).isRelayed()) {
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
        new Hunt(
            hunt.caller(),
            Stage.ENDED,
            hunt.plan(),
            hunt.attempt(),
            hunt.grant(),
            null,
            hunt.asked(),
            null,
            null);
    return new Decision(ended, all);
  }

  private static PlannedAttempt current(Hunt hunt) {
    return hunt.plan().get(hunt.attempt() - 1);
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
