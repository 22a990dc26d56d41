package io.strowger.gateway.call;

import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.switches.LiveLeg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The live legs of one switch, and the call of each. Not safe for use by several threads.
 *
 * <p>An ended leg is kept a little longer, for events arrive out of order.
 */
public final class LegDirectory {
  /** Most legs remembered; beyond it the oldest is forgotten. */
  public static final int MAX_LEGS = 50_000;

  /** How long an ended leg is remembered. */
  public static final Duration KEPT_AFTER_END = Duration.ofSeconds(30);

  private static final int MAX_EXPECTED = 20_000;

  private final LinkedHashMap<String, KnownLeg> legs = new LinkedHashMap<>();
  private final LinkedHashMap<String, CallId> expected = new LinkedHashMap<>();
  private final ArrayDeque<Gone> ended = new ArrayDeque<>();

  private final Journal journal;

  /** Keeps note of the legs that live, for whoever serves the switch next. */
  public interface Journal {
    /** Keeps no note. */
    Journal NONE =
        new Journal() {
          @Override
          public void lives(KnownLeg leg) {}

          @Override
          public void ended(KnownLeg leg) {}
        };

    /** The leg is there, or was answered. */
    void lives(KnownLeg leg);

    /** The leg is there no more, and that was told. */
    void ended(KnownLeg leg);
  }

  /** A directory of which no note is kept. */
  public LegDirectory() {
    this(Journal.NONE);
  }

  /** A directory whose legs are noted. */
  public LegDirectory(Journal journal) {
    this.journal = journal;
  }

  /** A leg that is no more, and since when. */
  public record Gone(KnownLeg leg, Instant at) {}

  /** The leg of this UUID, if it is known. */
  public @Nullable KnownLeg find(String uuid) {
    return legs.get(uuid);
  }

  /** Every leg that lives, as far as known. */
  public List<KnownLeg> live() {
    return legs.values().stream().filter(leg -> leg.ending() == null).toList();
  }

  /** How many legs are remembered, ended ones included. */
  public int size() {
    return legs.size();
  }

  /** How many legs live, about: for an operator to see, from any thread. */
  public int liveCount() {
    return Math.max(0, legs.size() - ended.size());
  }

  /**
   * A leg that was ordered under this UUID will belong to the call. It is none before an event
   * tells of it: nothing is noted of one that never comes.
   */
  public void expect(LegId leg, CallId call) {
    expected.put(leg.value(), call);
    if (expected.size() > MAX_EXPECTED) {
      expected.pollFirstEntry();
    }
  }

  /** A leg that was ordered will not come. */
  public void expectNoMore(String uuid) {
    expected.remove(uuid);
  }

  /** The call that a leg was ordered for; absent when it was not ordered here. */
  @Nullable CallId callExpecting(String uuid) {
    return expected.get(uuid);
  }

  /** Remembers a leg. */
  KnownLeg add(KnownLeg known) {
    expected.remove(known.id().value());
    put(known);
    journal.lives(known);
    return known;
  }

  private void put(KnownLeg known) {
    legs.put(known.id().value(), known);
    if (legs.size() > MAX_LEGS) {
      legs.pollFirstEntry();
    }
  }

  /** A leg that was noted by who served the switch before. */
  public void restore(LiveLeg noted) {
    KnownLeg leg =
        new KnownLeg(
            noted.legId(), noted.callId(), noted.leg(), noted.createdAt(), noted.coreUuid());
    Instant answeredAt = noted.answeredAt();
    if (answeredAt != null) {
      leg.answered(answeredAt);
    }
    leg.parked(noted.parkedAt());
    put(leg);
  }

  void answered(KnownLeg leg, Instant at) {
    if (leg.answered(at)) {
      journal.lives(leg);
    }
  }

  /** A caller waits for the first time: what is noted with an answer is noted now if that was. */
  void waits(KnownLeg leg, LegIdentity sent) {
    leg.waits(sent);
    if (leg.answeredAt() != null) {
      journal.lives(leg);
    }
  }

  /** The leg's variables tell to which gateway its own connection leads. */
  void heldBySocket(KnownLeg leg, String told) {
    SocketHolder before = leg.socketHolder();
    if (before == null || !before.toString().equals(told)) {
      leg.heldBySocket(SocketHolder.parse(told));
    }
  }

  /** Live callers' legs whose own connection led to a gateway that is dead; each is given once. */
  public List<KnownLeg> orphans(Predicate<SocketHolder> dead) {
    return legs.values().stream()
        .filter(leg -> leg.ending() == null && leg.isCallers() && leg.isOrphanedBy(dead))
        .toList();
  }

  /** The leg's end was told. */
  public void endTold(KnownLeg leg) {
    journal.ended(leg);
  }

  /** The leg goes by another UUID from now on. */
  void rename(String formerUuid, LegId now) {
    KnownLeg former = legs.remove(formerUuid);
    if (former != null) {
      journal.ended(former);
      KnownLeg renamed =
          add(
              new KnownLeg(
                  now, former.call(), former.identity(), former.createdAt(), former.coreUuid()));
      renamed.parked(former.parkedAt());
      Instant answeredAt = former.answeredAt();
      if (answeredAt != null) {
        answered(renamed, answeredAt);
      }
      renamed.mediaBypassed(former.isMediaBypassed());
      renamed.heldBySocket(former.socketHolder());
    }
  }

  /** The leg is no more ({@code CHANNEL_DESTROY}); late events still find it for a while. */
  public void release(String uuid, Instant now) {
    KnownLeg leg = legs.get(uuid);
    if (leg != null) {
      ended.add(new Gone(leg, now));
    }
  }

  /** Forgets a leg at once. */
  public void forget(KnownLeg leg) {
    legs.remove(leg.id().value(), leg);
  }

  /** Forgets the legs whose time is over; gives back those whose end nobody has heard. */
  public List<Gone> sweep(Instant now) {
    List<Gone> unheard = new ArrayList<>();
    Gone first = ended.peekFirst();
    while (first != null && first.at().plus(KEPT_AFTER_END).isBefore(now)) {
      KnownLeg leg = first.leg();
      if (legs.remove(leg.id().value(), leg) && leg.ending() == null) {
        unheard.add(first);
      }
      ended.pollFirst();
      first = ended.peekFirst();
    }
    return unheard;
  }
}
