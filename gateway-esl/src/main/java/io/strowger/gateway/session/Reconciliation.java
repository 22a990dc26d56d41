package io.strowger.gateway.session;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegReconstruction;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is known of a switch's legs up to date: unknown legs are announced, parks and answers
 * that nobody heard are told, vanished legs closed. Events go on meanwhile, for the subscription
 * stands already.
 *
 * <p>{@code show channels} reads the switch's database, which lags behind the switch. So a leg has
 * vanished only when two lists, some time apart, lack it and the switch itself says that it does
 * not exist. Repeated from time to time, for FreeSWITCH drops events of which it tells only its own
 * log; a leg that a command finds gone is looked at at once. Not safe for use by several threads.
 */
final class Reconciliation {
  /** Between the first list that lacks a leg and the second. */
  static final Duration SECOND_LOOK_AFTER = Duration.ofSeconds(2);

  /** Between a reconciliation and the next on the same connection. */
  static final Duration REPEATED_EVERY = Duration.ofMinutes(5);

  /** A list of thousands of channels takes a busy switch a while. */
  private static final Duration LISTED_WITHIN = Duration.ofSeconds(60);

  /** Most questions about single legs at a time: commands must not wait behind thousands. */
  private static final int ASKED_AT_ONCE = 8;

  private static final HangupCause RESTARTED = new HangupCause("CRASH");

  private final Conversation conversation;
  private final SwitchMemory memory;
  private final LegReconstruction reconstruction;
  private final Consumer<Instant> done;
  private final ArrayDeque<String> toDump = new ArrayDeque<>();
  private final ArrayDeque<KnownLeg> toDoubt = new ArrayDeque<>();
  private final Set<KnownLeg> missedOnce = new HashSet<>();
  private final Map<KnownLeg, Instant> denied = new HashMap<>();
  private @Nullable Wire wire;
  private @Nullable Requests requests;
  private @Nullable Instant nextLook;
  private int asked;
  private boolean firstIsDone;

  Reconciliation(Conversation conversation, SwitchMemory memory, Consumer<Instant> done) {
    this.conversation = conversation;
    this.memory = memory;
    this.reconstruction = new LegReconstruction(conversation.translation());
    this.done = done;
    conversation.whenMissed(denied::putIfAbsent);
    conversation.whenUnended(
        gone -> close(List.of(gone.leg()), HangupCause.NORMAL_UNSPECIFIED, gone.at()));
  }

  /**
   * Legs of an earlier run of the switch: none has survived. One that is recovered under its UUID
   * is a new one, so these are forgotten at once.
   */
  void switchRestarted(List<KnownLeg> legsBefore, Instant now) {
    close(legsBefore, RESTARTED, now);
    legsBefore.forEach(conversation.legs()::forget);
  }

  private void close(Collection<KnownLeg> legs, HangupCause cause, Instant now) {
    for (KnownLeg leg : legs) {
      conversation.publish(reconstruction.vanished(leg, cause, now));
      conversation.legs().endTold(leg);
      conversation.legs().release(leg.id().value(), now);
    }
  }

  /** Begins on a new connection for commands. */
  void begin(Wire commandWire, Requests commandRequests, Instant now) {
    wire = commandWire;
    requests = commandRequests;
    firstIsDone = false;
    missedOnce.clear();
    denied.clear();
    look(now);
  }

  /** The connection is gone; the next one begins anew. */
  void interrupted() {
    wire = null;
    requests = null;
    nextLook = null;
    toDump.clear();
    toDoubt.clear();
    asked = 0;
  }

  /** True once the legs of the present connection were brought up to date. */
  boolean isDoneOnce() {
    return requests != null && firstIsDone;
  }

  /** To be called every second. */
  void tick(Instant now) {
    if (nextLook != null && !nextLook.isAfter(now)) {
      look(now);
    } else if (nextLook != null && asked == 0) {
      doubtDenied(now);
    }
  }

  /**
   * Legs of which a command was told that they are no more. Their hang-up may have been on its way
   * on the other connection, so the switch is asked once more a little later.
   */
  private void doubtDenied(Instant now) {
    Instant before = now.minus(SECOND_LOOK_AFTER);
    denied.forEach((leg, at) -> {
      if (!at.isAfter(before) && leg.ending() == null) {
        toDoubt.add(leg);
      }
    });
    denied.values().removeIf(at -> !at.isAfter(before));
    if (!toDoubt.isEmpty()) {
      askOn(now);
    }
  }

  private void look(Instant now) {
    nextLook = null;
    List<KnownLeg> knownBefore = conversation.legs().live();
    Requests way = requests;
    if (way != null) {
      way.ask(
          EslRequest.api("show channels as json"),
          (frame, at) -> listed(Requests.text(frame), knownBefore, at),
          LISTED_WITHIN,
          now);
    }
  }

  private void listed(String text, List<KnownLeg> knownBefore, Instant now) {
    Map<String, String> applications;
    try {
      applications = ChannelList.applications(text);
    } catch (MalformedFrame unreadable) {
      unlisted(text, unreadable);
      return;
    }
    applications.forEach((uuid, application) -> {
      if (mayHaveNews(conversation.legs().find(uuid), application)) {
        toDump.add(uuid);
      }
    });
    Set<KnownLeg> missing = new HashSet<>(knownBefore);
    missing.removeIf(leg -> applications.containsKey(leg.id().value()));
    Set<KnownLeg> missedTwice = new HashSet<>(missing);
    missedTwice.retainAll(missedOnce);
    missing.removeAll(missedTwice);
    missedOnce.clear();
    missedOnce.addAll(missing);
    toDoubt.addAll(missedTwice);
    askOn(now);
  }

  private static boolean mayHaveNews(@Nullable KnownLeg known, String application) {
    if (known == null) {
      return true;
    }
    boolean waits = known.isCallers() && known.parkedAt() == null && application.equals("park");
    return known.ending() == null && (known.answeredAt() == null || waits);
  }

  /** A failed query is not "no channels": nothing may be concluded from it. */
  private void unlisted(String text, MalformedFrame unreadable) {
    Wire current = wire;
    if (current != null) {
      Trouble trouble = text.contains("permission denied") ? Trouble.RIGHTS : Trouble.UNANSWERED;
      current.close(new Ending(trouble, "no list of channels: " + unreadable.getMessage()));
    }
  }

  private void askOn(Instant now) {
    Requests way = requests;
    while (way != null && asked < ASKED_AT_ONCE && !(toDump.isEmpty() && toDoubt.isEmpty())) {
      asked++;
      String uuid = toDump.pollFirst();
      if (uuid != null) {
        way.ask(EslRequest.api("uuid_dump " + uuid + " json"), this::dumped, now);
      } else {
        KnownLeg leg = toDoubt.removeFirst();
        way.ask(
            EslRequest.api("uuid_exists " + leg.id()),
            (frame, at) -> doubted(leg, Requests.text(frame), at),
            now);
      }
    }
    if (asked == 0) {
      looked(now);
    }
  }

  private void looked(Instant now) {
    nextLook = now.plus(missedOnce.isEmpty() ? REPEATED_EVERY : SECOND_LOOK_AFTER);
    if (!firstIsDone) {
      firstIsDone = true;
      done.accept(now);
    }
  }

  private void answered(Instant now) {
    asked--;
    askOn(now);
  }

  /** A leg that ended between the list and the dump has no dump, and needs none. */
  private void dumped(Frame frame, Instant now) {
    if (frame.body().length > 0 && frame.body()[0] == '{') {
      try {
        EslEvent dump = EventDecoder.decodeDump(frame.body());
        reconstruction.found(dump).forEach(event -> tell(event, now));
      } catch (MalformedFrame | IllegalArgumentException unreadable) {
        conversation.reject(frame, "no dump of a channel: " + unreadable.getMessage());
      }
    }
    answered(now);
  }

  /**
   * The caller of a call that another gateway served may be known to wait already: it must not be
   * taken for one that came back.
   */
  private void tell(CallEvent event, Instant now) {
    if (event instanceof CallEvent.CallParked parked) {
      memory
          .takeRestored(parked.head().callId())
          .ifPresent(leg -> conversation.publish(reconstruction.takenOver(leg, now)));
    }
    conversation.publish(event);
  }

  /** Only a plain "false" says that a leg is no more; any other answer is no proof. */
  private void doubted(KnownLeg leg, String text, Instant now) {
    if (text.strip().equals("false") && leg.ending() == null) {
      close(List.of(leg), HangupCause.NORMAL_UNSPECIFIED, now);
    }
    answered(now);
  }
}
