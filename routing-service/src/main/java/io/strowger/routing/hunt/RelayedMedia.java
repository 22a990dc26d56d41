package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.RequestId;
import io.strowger.contracts.transcoding.RelayedLeg;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.routing.hunt.Decision.Order;
import io.strowger.routing.relay.Transcoders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the transcoder of a relayed call is told while the call is set up and talks. */
final class RelayedMedia {
  /** One that was asked so long ago to restore a relay is asked again. */
  private static final Duration RESTORED_WITHIN = Duration.ofSeconds(5);

  private final Orders orders;
  private final Endings endings;
  private final Transcoders transcoders;
  private final RingbackTone ringback;

  RelayedMedia(Orders orders, Endings endings, Transcoders transcoders, RingbackTone ringback) {
    this.orders = orders;
    this.endings = endings;
    this.transcoders = transcoders;
    this.ringback = ringback;
  }

  /** The relay that was given. */
  static Hunt.Relay relay(Hunt hunt, TranscodingReply.RelayAllocated allocated) {
    Hunt.Relay before = hunt.relay();
    return new Hunt.Relay(
        allocated.callerSdp(),
        allocated.trunkSdp(),
        MediaNeed.of(hunt, hunt.plan().get(hunt.attempt())).trunkCodecs(),
        before == null ? null : before.path(),
        holder(allocated),
        before == null ? null : before.callerOffer(),
        null);
  }

  private static Hunt.RelayHolder holder(TranscodingReply.RelayAllocated allocated) {
    return new Hunt.RelayHolder(
        allocated.head().relay(), allocated.startedAt(), allocated.place(), null);
  }

  /**
   * Nobody will use a relay that came too late, unless it is the one the call has, or is given: a
   * transcoder has one for each call, whichever request it answers.
   */
  Decision late(Hunt hunt, TranscodingReply.RelayAllocated allocated, Instant now) {
    Hunt.Relay relay = hunt.relay();
    Hunt.RelayHolder holder = relay == null ? null : relay.holder();
    if (relay != null && holder != null && isRestored(holder, allocated)) {
      return Decision.unchanged(hunt.relayed(relay.heldBy(holder(allocated))));
    }
    boolean inUse =
        hunt.stage() != Stage.ENDED
            && (relay == null ? hunt.stage() == Stage.RELAY : holder == null)
            && !hunt.transcodersTried().contains(allocated.head().relay());
    boolean same = holder != null && holder.transcoder().equals(allocated.head().relay());
    return inUse || same || hunt.isAsking(allocated.head().relay())
        ? Decision.unchanged(hunt)
        : new Decision(hunt, List.of(orders.releaseRelayOf(hunt, allocated.head().relay(), now)));
  }

  private static boolean isRestored(
      Hunt.RelayHolder holder, TranscodingReply.RelayAllocated allocated) {
    return holder.isLost() && holder.place().equals(allocated.place());
  }

  /**
   * The transcoder that relays a call is lost: its place is given to another, or itself again. Once
   * it is back at another address the legs, which cannot be told so, hear nothing any more. Lost it
   * stays until somebody says that it has it.
   */
  Decision transcoderLost(Hunt hunt, Instant now) {
    Hunt.Relay relay = hunt.relay();
    Hunt.RelayHolder holder = relay == null ? null : relay.holder();
    String offer = hunt.caller().offeredSdp();
    if (relay == null || holder == null || offer == null || hunt.stage() == Stage.ENDED) {
      return Decision.unchanged(hunt);
    }
    Instant asked = holder.restoreAsked();
    if (asked != null && asked.plus(RESTORED_WITHIN).isAfter(now)) {
      return Decision.unchanged(hunt);
    }
    return transcoders
        .at(holder.place(), now)
        .map(heir -> {
          Hunt.Relay wanted = relay.heldBy(holder.restoredBy(heir.transcoder(), now));
          return new Decision(hunt.relayed(wanted), restore(hunt, wanted, offer, now));
        })
        .orElseGet(() ->
            transcoders.hasMoved(holder.transcoder(), holder.place(), now)
                ? endings.hangUp(hunt.relayed(null), Endings.MEDIA_TIMEOUT, now)
                : Decision.unchanged(hunt));
  }

  /** What the legs offered since the first offer comes after it, for that one was agreed on. */
  private List<Order> restore(Hunt hunt, Hunt.Relay relay, String offer, Instant now) {
    RequestId id = Orders.restoreId(hunt, now);
    Order restore = orders.restoreRelay(hunt, id, relay, offer, now);
    String later = relay.callerOffer();
    return later == null
        ? List.of(restore)
        : List.of(restore, orders.describeLeg(hunt, id.value(), RelayedLeg.CALLER, later, now));
  }

  /** A relay could not be restored now: it is tried again while the call lasts. */
  Decision notRestored(Hunt hunt, TranscodingReply.RelayRefused refused) {
    Hunt.Relay relay = hunt.relay();
    Hunt.RelayHolder holder = relay == null ? null : relay.holder();
    return relay != null
            && holder != null
            && holder.transcoder().equals(refused.head().relay())
            && Orders.isRestore(hunt, refused.head().requestId())
        ? Decision.unchanged(hunt.relayed(relay.heldBy(holder.lost())))
        : Decision.unchanged(hunt);
  }

  /** The far end rings, or plays early media. */
  Decision rang(@Nullable Hunt hunt, CallEvent.LegRang rang, Instant now) {
    if (rang.remoteSdp() != null) {
      return trunkMedia(hunt, rang.role(), rang.remoteSdp(), now);
    }
    boolean heard =
        hunt != null
            && hunt.stage() == Stage.ATTEMPT
            && rang.role() == LegRole.B_LEG
            && hunt.isBoundToRelay();
    return heard && hunt != null
        ? new Decision(hunt, List.of(orders.playRingback(hunt, ringback, now)))
        : Decision.unchanged(hunt);
  }

  /** The trunk's media was heard of, with early media or with the answer. */
  Decision trunkMedia(@Nullable Hunt hunt, LegRole role, @Nullable String sdp, Instant now) {
    Hunt.Relay relay = hunt == null ? null : hunt.relay();
    if (hunt == null
        || role != LegRole.B_LEG
        || sdp == null
        || relay == null
        || hunt.stage() != Stage.ATTEMPT
        || !MediaNeed.of(hunt, hunt.current()).isRelayed()) {
      return Decision.unchanged(hunt);
    }
    return new Decision(
        hunt.relayed(relay.connected(sdp)), List.of(orders.connectTrunk(hunt, sdp, now)));
  }

  /** A leg has offered its media anew and is answered by the switch: the relay is to know. */
  Decision offeredAnew(@Nullable Hunt hunt, CallEvent.LegOfferedAnew offered, Instant now) {
    return hunt == null || hunt.relay() == null || hunt.stage() != Stage.ATTEMPT
        ? Decision.unchanged(hunt)
        : new Decision(hunt, List.of(orders.askOffer(hunt, offered, now)));
  }

  /** The switch has said what a leg offers now. */
  Decision offerTold(Hunt hunt, CommandResult result, Instant now) {
    String offer = Orders.offerIn(hunt, result);
    Hunt.Relay relay = hunt.relay();
    if (relay == null || offer == null) {
      return Decision.unchanged(hunt);
    }
    RelayedLeg leg = Orders.legOf(hunt, result);
    Hunt.Relay described =
        switch (leg) {
          case CALLER -> relay.offered(offer);
          case TRUNK -> relay.connected(offer);
        };
    return new Decision(
        hunt.relayed(described),
        List.of(orders.describeLeg(hunt, result.commandId().value(), leg, offer, now)));
  }
}
