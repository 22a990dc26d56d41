package io.strowger.gateway.call;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.id.LegId;
import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a switch's channel events into call events, each under the call that its leg belongs to.
 * Not safe for use by several threads.
 */
public final class EventTranslation {
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

  /** The park that an outbound connection stands for: its first frame describes the leg. */
  public CallEvent.CallParked parkedByConnection(EslEvent channel) {
    return parked(channel, leg(channel));
  }

  /** A leg that was found on the switch and had not been known; none when it had been. */
  public Optional<CallEvent> announced(EslEvent dump) {
    String uuid = Objects.requireNonNull(dump.legUuid(), "Unique-ID");
    if (legs.find(uuid) != null) {
      return Optional.empty();
    }
    KnownLeg leg = leg(dump);
    boolean waits =
        leg.isCallers()
            && leg.answeredAt() == null
            && "park".equals(dump.variable("current_application"));
    return Optional.of(waits ? parked(dump, leg) : created(dump, leg));
  }

  /** The answer of a leg found on the switch; none while it is not answered. */
  public Optional<CallEvent> announcedAnswer(EslEvent dump) {
    KnownLeg leg = leg(dump);
    Instant answeredAt = leg.answeredAt();
    if (answeredAt == null) {
      return Optional.empty();
    }
    EventHead head = head(dump, leg);
    EventHead own = head(head, new EventId(head.eventId().value() + ":answer"));
    return Optional.of(
        new CallEvent.LegAnswered(
            own, leg.identity().role(), answeredAt, dump.variable("switch_r_sdp")));
  }

  /** The end of a leg that nobody saw end; it is forgotten. */
  public CallEvent vanished(KnownLeg leg, HangupCause cause, Instant foundAt) {
    legs.release(leg.id().value(), foundAt);
    leg.ended(new KnownLeg.Ending(cause, null));
    Instant answeredAt = leg.answeredAt();
    Duration whole = between(leg.createdAt(), foundAt);
    Duration billed = answeredAt == null ? Duration.ZERO : between(answeredAt, foundAt);
    return new CallEvent.LegHungUp(
        new EventHead(
            new EventId(leg.id().value() + ":vanished"),
            leg.call(),
            leg.id(),
            returnAddress.switchId(),
            foundAt,
            returnAddress.partition(),
            returnAddress.epoch()),
        leg.identity(),
        new LegTimes(leg.createdAt(), null, null, answeredAt, null, foundAt),
        new LegUsage(whole.toSeconds(), micros(whole), billed.toSeconds(), micros(billed)),
        new LegEnd(cause, null, null, null, true),
        NO_MEDIA,
        Map.of());
  }

  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  private KnownLeg leg(EslEvent event) {
    String uuid = Objects.requireNonNull(event.legUuid());
    KnownLeg known = legs.find(uuid);
    if (known == null) {
      LegId id = new LegId(uuid);
      CallId call = CallOfLeg.find(event, uuid, legs);
      LegRole role = call.value().equals(uuid) ? LegRole.A_LEG : LegRole.B_LEG;
      known = legs.add(id, call, EventFields.identity(event, role), EventFields.createdAt(event));
    }
    Instant answeredAt = EventFields.answeredAt(event);
    if (answeredAt != null) {
      known.answered(answeredAt);
    }
    return known;
  }

  /** Transfers rewrite the caller profile: the number first dialled is the one remembered. */
  private LegIdentity identity(EslEvent event, KnownLeg leg) {
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
            now.attempt() == null ? before.attempt() : now.attempt());
    leg.identified(merged);
    return merged;
  }

  private EventHead head(EslEvent event, KnownLeg leg) {
    return new EventHead(
        new EventId(event.coreUuid() + ":" + event.sequence()),
        leg.call(),
        leg.id(),
        returnAddress.switchId(),
        EventFields.instant(event.timestampMicros()),
        returnAddress.partition(),
        returnAddress.epoch());
  }

  private static EventHead head(EventHead head, EventId id) {
    return new EventHead(
        id,
        head.callId(),
        head.legId(),
        head.switchId(),
        head.occurredAt(),
        head.returnPartition(),
        head.returnEpoch());
  }

  private CallEvent created(EslEvent event, KnownLeg leg) {
    return new CallEvent.LegCreated(head(event, leg), identity(event, leg));
  }

  /** A dialled leg may park too, and a leg under {@code socket} is its own connection's matter. */
  private @Nullable CallEvent parkedBySwitch(EslEvent event, KnownLeg leg) {
    boolean announcedElsewhere = "socket".equals(event.variable("current_application"));
    return leg.isCallers() && !announcedElsewhere ? parked(event, leg) : null;
  }

  private CallEvent.CallParked parked(EslEvent event, KnownLeg leg) {
    return new CallEvent.CallParked(
        head(event, leg),
        identity(event, leg),
        event.variable("switch_r_sdp"),
        event.header("Caller-Context"),
        "answered".equals(event.header("Answer-State")),
        EventFields.ownVariables(event));
  }

  private CallEvent rang(EslEvent event, KnownLeg leg, boolean earlyMedia) {
    return new CallEvent.LegRang(
        head(event, leg),
        leg.identity().role(),
        earlyMedia,
        earlyMedia ? event.variable("switch_r_sdp") : null);
  }

  private CallEvent answered(EslEvent event, KnownLeg leg) {
    Instant answeredAt = EventFields.answeredAt(event);
    Instant at = answeredAt == null ? EventFields.instant(event.timestampMicros()) : answeredAt;
    leg.answered(at);
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
