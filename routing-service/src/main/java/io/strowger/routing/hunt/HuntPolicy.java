package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.routing.carrier.PlannedAttempt;
import io.strowger.routing.carrier.RouteTable;
import io.strowger.routing.hunt.Decision.Order;
import io.strowger.routing.number.DialledNumber;
import io.strowger.routing.relay.Transcoders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what comes next for a call. Inputs may come twice or late: one that the hunt does not
 * wait for changes nothing.
 */
public final class HuntPolicy {
  private static final int MOST_TRANSCODERS_ASKED = 3;

  private final HuntTimers timers;
  private final Calls calls;
  private final Transcoders transcoders;
  private final Orders orders;
  private final Endings endings;
  private final ReturnedCommands returned;
  private final Doubts doubts;
  private final RelayedMedia media;

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
    this.endings = new Endings(orders);
    this.returned = new ReturnedCommands(timers, orders, endings);
    this.doubts = new Doubts(timers, orders, endings);
    this.media = new RelayedMedia(orders, endings, transcoders, calls.ringback());
  }

  /** A caller waits for a decision. */
  public Decision parked(
      @Nullable Hunt known, CallEvent.CallParked parked, RouteTable routes, Instant now) {
    boolean stale = parked.head().occurredAt().plus(timers.stalePark()).isBefore(now);
    if (known != null) {
      return returned.parkedAgain(known, CallAddress.of(parked.head()), now);
    }
    if (stale) {
      return Decision.unchanged(null);
    }
    Hunt.Caller caller = Hunt.Caller.of(parked);
    Optional<DialledNumber> number = DialledNumber.of(caller.destination());
    List<PlannedAttempt> plan = number.map(routes::plan).orElse(List.of());
    Hunt hunt = new Hunt(caller, Stage.ENDED, plan, 0, null, null, null, null, null, null, null);
    AccountId account = caller.account();
    if (number.isEmpty()) {
      return endings.refuse(hunt, Refusal.INVALID_NUMBER, now);
    }
    if (plan.isEmpty()) {
      return endings.refuse(hunt, Refusal.NO_ROUTE, now);
    }
    if (account == null) {
      return calls.routeUncharged()
          ? attempt(hunt, now)
          : endings.refuse(hunt, Refusal.NO_ACCOUNT, now);
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
            seconds == null || group == null
                ? hunt
                : hunt.granted(new Hunt.Grant(seconds, group, granted.callerVariables())),
            now);
      }
      case ChargingDecision.CallRefused refused ->
          endings.refuse(hunt, Refusal.valueOf(refused.reason().name()), now);
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
          awaited
              ? attempt(hunt.relayed(RelayedMedia.relay(hunt, allocated)), now)
              : media.late(hunt, allocated, now);
      case TranscodingReply.RelayRefused refused -> {
        if (!awaited) {
          yield media.notRestored(hunt, refused);
        }
        yield switch (refused.reason()) {
          case NO_ROOM -> anotherTranscoder(hunt, now);
          case NO_ADDRESS_OF_FAMILY ->
              hunt.relay() == null ? anotherTranscoder(hunt, now) : atAnotherFamily(hunt, now);
          case PLACE_NOT_FREE,
              MALFORMED_SDP,
              NO_USABLE_CODEC,
              UNKNOWN_TRUNK_CODEC,
              CODEC_LIBRARY_MISSING ->
              withoutRelay(hunt, now);
        };
      }
      case TranscodingReply.RelayReleased released -> released(hunt, released, now);
    };
  }

  /** Only what the attempt under way speaks through can be missed by it. */
  private Decision released(Hunt hunt, TranscodingReply.RelayReleased released, Instant now) {
    if (!released.silent()
        || hunt.stage() != Stage.ATTEMPT
        || !hunt.hasRelayAt(released.head().relay())) {
      return Decision.unchanged(hunt);
    }
    return MediaNeed.of(hunt, hunt.current()).isRelayed()
        ? endings.hangUp(hunt.relayed(null), Endings.MEDIA_TIMEOUT, now)
        : Decision.unchanged(hunt.relayed(null));
  }

  /** The transcoder that relays a call is lost: its place is given to another, or itself again. */
  public Decision transcoderLost(Hunt hunt, Instant now) {
    return media.transcoderLost(hunt, now);
  }

  /** A command has ended. */
  public Decision executed(@Nullable Hunt hunt, CommandResult result, Instant now) {
    if (hunt == null) {
      return Decision.unchanged(null);
    }
    if (hunt.stage() == Stage.ATTEMPT && result.commandId().equals(Orders.bridgeId(hunt))) {
      return attempted(hunt, result, now);
    }
    if (doubts.concerns(hunt, result)) {
      return doubts.told(hunt, result, now);
    }
    return result.outcome() == CommandOutcome.NOT_OWNER
        ? returned.other(hunt, result, now)
        : media.offerTold(hunt, result, now);
  }

  private Decision attempted(Hunt hunt, CommandResult result, Instant now) {
    return switch (result.outcome()) {
      case COMPLETED, GONE -> endings.over(hunt, now);
      case FAILED -> {
        HangupCause cause = Objects.requireNonNullElse(result.cause(), Endings.TEMPORARY_FAILURE);
        yield CausePolicy.tryNext(cause, result.sipStatus()) && hunt.attempt() < hunt.plan().size()
            ? attempt(hunt, now)
            : endings.hangUp(hunt, cause, now);
      }
      case EXPIRED -> endings.fail(hunt, now);
      case NOT_OWNER -> returned.attempt(hunt, result, now);
      // The attempt may be ringing: never blindly sent again, nor hung up.
      case UNKNOWN -> Decision.unchanged(hunt);
    };
  }

  /** The far end rings, or plays early media. */
  public Decision rang(@Nullable Hunt hunt, CallEvent.LegRang rang, Instant now) {
    return media.rang(hunt, rang, now);
  }

  /** The attempt was answered: its result comes only when the call ends, however long it lasts. */
  public Decision answered(@Nullable Hunt hunt, CallEvent.LegAnswered answered, Instant now) {
    Decision heard = media.trunkMedia(hunt, answered.role(), answered.remoteSdp(), now);
    Hunt connected = heard.hunt();
    if (connected == null
        || connected.stage() != Stage.ATTEMPT
        || answered.role() != LegRole.B_LEG) {
      return heard;
    }
    List<Order> all = new ArrayList<>(heard.orders());
    if (connected.isBoundToRelay()) {
      all.add(orders.stopRingback(connected, now));
    }
    return new Decision(connected.waiting(Stage.ATTEMPT, null), all);
  }

  /** A leg has offered its media anew and is answered by the switch: the relay is to know. */
  public Decision offeredAnew(@Nullable Hunt hunt, CallEvent.LegOfferedAnew offered, Instant now) {
    return media.offeredAnew(hunt, offered, now);
  }

  /** Another gateway serves the call: what is ordered from now on goes there. */
  public Decision takenOver(@Nullable Hunt hunt, CallEvent.LegTakenOver event) {
    return Decision.unchanged(hunt == null ? null : hunt.servedBy(CallAddress.of(event.head())));
  }

  /** The caller is gone. */
  public Decision callerGone(@Nullable Hunt hunt, Instant now) {
    return hunt == null || (hunt.stage() == Stage.ENDED && hunt.relay() == null)
        ? Decision.unchanged(hunt)
        : endings.over(hunt, now);
  }

  /** What was waited for did not come in time, or what came back is to be sent again. */
  public Decision waitedTooLong(Hunt hunt, Instant now) {
    Hunt.Owed owed = hunt.owed();
    if (owed == null || owed.at().isAfter(now)) {
      return pastDeadline(hunt, now);
    }
    Instant deadline = hunt.deadline();
    Hunt owingNothing = hunt.owingNothing();
    Decision next =
        deadline == null || deadline.isAfter(now)
            ? Decision.unchanged(owingNothing)
            : pastDeadline(owingNothing, now);
    List<Order> all = new ArrayList<>(returned.sendOwed(hunt, owed, now));
    all.addAll(next.orders());
    return new Decision(next.hunt(), all);
  }

  private Decision pastDeadline(Hunt hunt, Instant now) {
    return switch (hunt.stage()) {
      case AUTHORISATION -> endings.refuse(hunt, Refusal.RATING_UNAVAILABLE, now);
      case RELAY -> anotherTranscoder(hunt, now);
      case ATTEMPT -> {
        Hunt.Returned back = hunt.returned();
        yield back != null && back.waits()
            ? returned.attemptAgain(hunt, now)
            : doubts.ask(hunt, now);
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
    Instant until = now.plus(timers.allowance(planned));
    Hunt attempting = hunt.attempting(hunt.attempt() + 1, until);
    Hunt.Relay relay = attempting.relay();
    if (relay != null && !need.isRelayed() && !hunt.isBoundToRelay()) {
      Hunt on = attempting.relayed(null);
      return new Decision(
          on,
          List.of(
              orders.giveRelayBack(attempting, now), orders.bridge(on, planned, need.path(), now)));
    }
    MediaPath path =
        need.isRelayed() && hunt.isBoundToRelay() ? MediaPath.RELAY_WITH_EARLY_MEDIA : need.path();
    Hunt on = relay != null && need.isRelayed() ? attempting.relayed(relay.on(path)) : attempting;
    return new Decision(on, List.of(orders.bridge(on, planned, path, now)));
  }

  /** Asks the transcoder that has the call, else the one with most room. */
  private Decision ask(Hunt hunt, MediaNeed need, List<String> tried, Instant now) {
    String offer = Objects.requireNonNull(hunt.caller().offeredSdp());
    Hunt.Relay relay = hunt.relay();
    String chosen =
        relay == null
            ? transcoders.choose(tried, now).orElse(null)
            : relay.holder() == null ? null : relay.holder().transcoder();
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
    List<String> tried = hunt.transcodersTried();
    boolean another =
        hunt.relay() == null
            && tried.size() < MOST_TRANSCODERS_ASKED
            && transcoders.choose(tried, now).isPresent();
    return another
        ? ask(hunt, MediaNeed.of(hunt, hunt.plan().get(hunt.attempt())), tried, now)
        : withoutRelay(hunt, now);
  }

  /**
   * Goes on with the next carrier that takes the caller's codecs as they are. What was asked for
   * before may come yet: nobody is to keep it.
   */
  private Decision withoutRelay(Hunt hunt, Instant now) {
    Decision next = skip(hunt, need -> !need.isRelayed(), now);
    Hunt on = next.hunt();
    return on == null || on.stage() == Stage.ENDED || hunt.relay() != null
        ? next
        : next.after(orders.giveRelayBack(on, now));
  }

  /** The call's relay stays where it is: goes on with the next carrier that it can reach. */
  private Decision atAnotherFamily(Hunt hunt, Instant now) {
    AddressFamily refused = MediaNeed.of(hunt, hunt.plan().get(hunt.attempt())).trunkFamily();
    return skip(hunt, need -> !need.isRelayed() || need.trunkFamily() != refused, now);
  }

  private Decision skip(Hunt hunt, Predicate<MediaNeed> until, Instant now) {
    for (int next = hunt.attempt(); next < hunt.plan().size(); next++) {
      if (until.test(MediaNeed.of(hunt, hunt.plan().get(next)))) {
        return attempt(hunt.attempting(next, now), now);
      }
    }
    return endings.refuse(hunt, Refusal.NO_MEDIA_RELAY, now);
  }
}
