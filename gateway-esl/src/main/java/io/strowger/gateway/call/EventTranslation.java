package io.strowger.gateway.call;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.gateway.esl.EslEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a switch's channel events into call events, each under the call that its leg belongs to.
 * Not safe for use by several threads.
 */
public final class EventTranslation {
  private static final String REINVITE = "strowger::reinvite";
  private static final MediaSummary NO_MEDIA = new MediaSummary(null, null, null, null, null, null);

  private final LegDirectory legs;
  private final ReturnAddress returnAddress;

  /** A translation that remembers legs in the directory given. */
  public EventTranslation(LegDirectory legs, ReturnAddress returnAddress) {
    this.legs = legs;
    this.returnAddress = returnAddress;
  }

  /**
   * The call event of a channel event; empty for one that means nothing to a call.
   *
   * @throws IllegalArgumentException when the leg's UUID cannot be one
   */
  public Optional<CallEvent> translate(EslEvent event, Instant now) {
    String uuid = event.legUuid();
    if (uuid == null) {
      return Optional.empty();
    }
    CallEvent result =
        switch (event.name()) {
          case "CHANNEL_CREATE" -> created(event, leg(event));
          case "CHANNEL_PARK" -> parkedBySwitch(event, leg(event));
          case "CHANNEL_PROGRESS" -> rang(event, leg(event), false);
          case "CHANNEL_PROGRESS_MEDIA" -> rang(event, leg(event), true);
          case "CHANNEL_ANSWER" -> answered(event, leg(event));
          case "CHANNEL_BRIDGE" -> bridged(event, leg(event));
          case "CHANNEL_UNBRIDGE" -> unbridged(event, leg(event));
          case "CHANNEL_HOLD" -> new CallEvent.LegHeld(head(event, leg(event)));
          case "CHANNEL_UNHOLD" -> new CallEvent.LegResumed(head(event, leg(event)));
          case "DTMF" -> digit(event, leg(event));
          case "CUSTOM" -> offeredAnew(event);
          case "CHANNEL_UUID" -> renamed(event, uuid);
          case "CHANNEL_HANGUP_COMPLETE" -> hungUp(event, leg(event));
          case "CHANNEL_DESTROY" -> {
            legs.release(uuid, now);
            yield null;
          }
          default -> null;
        };
    return Optional.ofNullable(result);
  }

  /** Where answers to its events go. */
  public ReturnAddress returnAddress() {
    return returnAddress;
  }

  LegDirectory legs() {
    return legs;
  }

  /** The park that an outbound connection stands for: its first frame describes the leg. */
  public CallEvent.CallParked parkedByConnection(EslEvent channel) {
    return parked(channel, leg(channel));
  }

  KnownLeg leg(EslEvent event) {
    String uuid = Objects.requireNonNull(event.legUuid());
    KnownLeg known = legs.find(uuid);
    if (known == null) {
      LegId id = new LegId(uuid);
      CallId call = CallOfLeg.find(event, uuid, legs);
      LegRole role = call.value().equals(uuid) ? LegRole.A_LEG : LegRole.B_LEG;
      known =
          legs.add(
              new KnownLeg(
                  id,
                  call,
                  EventFields.identity(event, role),
                  EventFields.createdAt(event),
                  event.coreUuid()));
    }
    Instant answeredAt = EventFields.answeredAt(event);
    if (answeredAt != null) {
      legs.answered(known, answeredAt);
    }
    String holder = event.variable(SocketHolder.VARIABLE);
    if (holder != null) {
      legs.heldBySocket(known, holder);
    }
    return known;
  }

  /** Transfers rewrite the caller profile: the number first dialled is the one remembered. */
  LegIdentity identity(EslEvent event, KnownLeg leg) {
    LegIdentity now = EventFields.identity(event, leg.identity().role());
    LegIdentity before = leg.identity();
    LegIdentity merged =
        new LegIdentity(
            now.role(),
            now.otherLegId() == null ? before.otherLegId() : now.otherLegId(),
            now.callerNumber(),
            now.callerName(),
            before.destination() == null ? now.destination() : before.destination(),
            now.sipCallId() == null ? before.sipCallId() : now.sipCallId(),
            now.networkAddress(),
            now.account() == null ? before.account() : now.account(),
            now.carrier() == null ? before.carrier() : now.carrier(),
            now.attempt() == null ? before.attempt() : now.attempt(),
            before.sentTo());
    leg.identified(merged);
    return merged;
  }

  EventHead head(EslEvent event, KnownLeg leg) {
    return new EventHead(
        new EventId(event.coreUuid() + ":" + event.sequence()),
        leg.call(),
        leg.id(),
        returnAddress.switchId(),
        EventFields.instant(event.timestampMicros()),
        returnAddress.partition(),
        returnAddress.epoch());
  }

  /** Of legs with a media relay: they raise it themselves ({@code execute_on_sip_reinvite}). */
  private @Nullable CallEvent offeredAnew(EslEvent event) {
    if (!REINVITE.equals(event.header("Event-Subclass"))) {
      return null;
    }
    KnownLeg leg = leg(event);
    return new CallEvent.LegOfferedAnew(head(event, leg), leg.identity().role());
  }

  private @Nullable CallEvent created(EslEvent event, KnownLeg leg) {
    return leg.wasFoundAfter(event)
        ? null
        : new CallEvent.LegCreated(head(event, leg), identity(event, leg));
  }

  /**
   * A dialled leg may park too, and a leg under {@code socket} is its own connection's matter, but
   * for where its caller was sent: its end may be told from here.
   */
  private @Nullable CallEvent parkedBySwitch(EslEvent event, KnownLeg leg) {
    if (!leg.isCallers()) {
      return null;
    }
    if ("socket".equals(event.variable("current_application"))) {
      if (!leg.hasWaited()) {
        sentOn(event, leg);
      }
      return null;
    }
    return leg.wasFoundAfter(event) ? null : parked(event, leg);
  }

  private CallEvent.CallParked parked(EslEvent event, KnownLeg leg) {
    return parked(head(event, leg), event, leg);
  }

  CallEvent.CallParked parked(EventHead head, EslEvent event, KnownLeg leg) {
    boolean again = leg.hasWaited();
    leg.parked(head.occurredAt());
    LegIdentity identity = again ? identity(event, leg) : sentOn(event, leg);
    return new CallEvent.CallParked(
        head,
        identity,
        event.variable("switch_r_sdp"),
        event.header("Caller-Context"),
        "answered".equals(event.header("Answer-State")),
        EventFields.ownVariables(event));
  }

  /**
   * Where the caller first waits is what is wanted, whatever was dialled, and costs so ever after.
   */
  private LegIdentity sentOn(EslEvent event, KnownLeg leg) {
    LegIdentity known = identity(event, leg);
    String here = event.header("Caller-Destination-Number");
    LegIdentity sent = known.sentOn(here == null || here.equals(known.destination()) ? null : here);
    legs.waits(leg, sent);
    return sent;
  }

  private CallEvent rang(EslEvent event, KnownLeg leg, boolean earlyMedia) {
    return new CallEvent.LegRang(
        head(event, leg),
        leg.identity().role(),
        earlyMedia,
        earlyMedia ? event.variable("switch_r_sdp") : null);
  }

  private @Nullable CallEvent answered(EslEvent event, KnownLeg leg) {
    if (leg.wasFoundAnsweredAfter(event)) {
      return null;
    }
    Instant answeredAt = EventFields.answeredAt(event);
    Instant at = answeredAt == null ? EventFields.instant(event.timestampMicros()) : answeredAt;
    legs.answered(leg, at);
    return new CallEvent.LegAnswered(
        head(event, leg), leg.identity().role(), at, event.variable("switch_r_sdp"));
  }

  private @Nullable CallEvent bridged(EslEvent event, KnownLeg leg) {
    LegId other = otherLeg(event, leg);
    return other == null ? null : new CallEvent.LegsBridged(head(event, leg), other);
  }

  private @Nullable CallEvent unbridged(EslEvent event, KnownLeg leg) {
    LegId other = otherLeg(event, leg);
    return other == null ? null : new CallEvent.LegsUnbridged(head(event, leg), other);
  }

  private static @Nullable LegId otherLeg(EslEvent event, KnownLeg leg) {
    for (String header :
        new String[] {"Bridge-B-Unique-ID", "Bridge-A-Unique-ID", "Other-Leg-Unique-ID"}) {
      LegId other = EventFields.legId(event.header(header));
      if (other != null && !other.equals(leg.id())) {
        return other;
      }
    }
    return null;
  }

  private @Nullable CallEvent digit(EslEvent event, KnownLeg leg) {
    String digit = event.header("DTMF-Digit");
    return digit == null ? null : new CallEvent.DigitReceived(head(event, leg), digit);
  }

  private @Nullable CallEvent renamed(EslEvent event, String uuid) {
    LegId former = EventFields.legId(event.header("Old-Unique-ID"));
    if (former == null) {
      return null;
    }
    legs.rename(former.value(), new LegId(uuid));
    return new CallEvent.LegRenamed(head(event, leg(event)), former);
  }

  private CallEvent hungUp(EslEvent event, KnownLeg leg) {
    leg.ended(new KnownLeg.Ending(EventFields.cause(event), EventFields.farEndStatus(event)));
    return new CallEvent.LegHungUp(
        head(event, leg),
        identity(event, leg),
        EventFields.times(event),
        EventFields.usage(event),
        EventFields.end(event, leg.identity().role()),
        EventFields.media(event),
        EventFields.ownVariables(event));
  }
}
