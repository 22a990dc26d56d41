package io.strowger.gateway.call;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.id.EventId;
import io.strowger.gateway.esl.EslEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells of legs what nobody heard an event of. Whoever finds out first, and however many do, the
 * event's id is the same: it is named after the leg. Not safe for use by several threads.
 */
public final class LegReconstruction {
  private static final MediaSummary NO_MEDIA = new MediaSummary(null, null, null, null, null, null);

  private final EventTranslation translation;

  /** A reconstruction beside this translation of events. */
  public LegReconstruction(EventTranslation translation) {
    this.translation = translation;
  }

  /**
   * What a leg's dump tells and was not known: that it is there, that its caller waits for a
   * decision, that it was answered.
   *
   * @throws IllegalArgumentException when the dump is of no leg
   */
  public List<CallEvent> found(EslEvent dump) {
    String uuid = dump.legUuid();
    if (uuid == null) {
      throw new IllegalArgumentException("a dump without Unique-ID");
    }
    KnownLeg before = translation.legs().find(uuid);
    boolean answerIsKnown =
        before != null && (before.answeredAt() != null || before.ending() != null);
    KnownLeg leg = translation.leg(dump);
    List<CallEvent> news = new ArrayList<>();
    boolean waits = waits(dump, leg);
    if (before == null || waits && leg.parkedAt() == null) {
      leg.found(dump);
      EventHead head = head(dump, leg, before == null ? ":found" : ":found:park");
      news.add(
          waits
              ? translation.parked(head, dump, leg)
              : new CallEvent.LegCreated(head, translation.identity(dump, leg)));
    }
    Instant answeredAt = leg.answeredAt();
    if (answeredAt != null && !answerIsKnown) {
      leg.foundAnswered(dump);
      news.add(
          new CallEvent.LegAnswered(
              head(dump, leg, ":found:answer"),
              leg.identity().role(),
              answeredAt,
              dump.variable("switch_r_sdp")));
    }
    return news;
  }

  /** Joined with another leg by {@code uuid_bridge}, a leg's application is {@code park} still. */
  private static boolean waits(EslEvent dump, KnownLeg leg) {
    return leg.isCallers()
        && leg.ending() == null
        && "park".equals(dump.variable("current_application"))
        && dump.variable("signal_bond") == null;
  }

  /** The end of a leg that nobody saw end. */
  public CallEvent vanished(KnownLeg leg, HangupCause cause, Instant foundAt) {
    leg.ended(new KnownLeg.Ending(cause, null));
    Instant answeredAt = leg.answeredAt();
    Duration whole = between(leg.createdAt(), foundAt);
    Duration billed = answeredAt == null ? Duration.ZERO : between(answeredAt, foundAt);
    return new CallEvent.LegHungUp(
        head(leg, ":vanished", foundAt),
        leg.identity(),
        new LegTimes(leg.createdAt(), null, null, answeredAt, null, foundAt),
        new LegUsage(whole.toSeconds(), micros(whole), billed.toSeconds(), micros(billed)),
        new LegEnd(cause, null, null, null, true),
        NO_MEDIA,
        Map.of());
  }

  /** Commands for the leg's call go to this gateway from now on. */
  public CallEvent takenOver(KnownLeg leg, Instant now) {
    return takenOver(leg, translation.returnAddress(), now);
  }

  /** Commands for the leg's call go to this address from now on. */
  public static CallEvent takenOver(KnownLeg leg, ReturnAddress address, Instant now) {
    return new CallEvent.LegTakenOver(head(leg, ":taken-over:" + address.epoch(), now, address));
  }

  private EventHead head(EslEvent dump, KnownLeg leg, String what) {
    return head(leg, what, EventFields.instant(dump.timestampMicros()));
  }

  private EventHead head(KnownLeg leg, String what, Instant at) {
    return head(leg, what, at, translation.returnAddress());
  }

  private static EventHead head(KnownLeg leg, String what, Instant at, ReturnAddress address) {
    return new EventHead(
        new EventId(leg.id().value() + what),
        leg.call(),
        leg.id(),
        address.switchId(),
        at,
        address.partition(),
        address.epoch());
  }

  private static Duration between(Instant from, Instant end) {
    return end.isBefore(from) ? Duration.ZERO : Duration.between(from, end);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
