package io.strowger.gateway.session;

import io.strowger.contracts.call.HangupCause;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings what is known of a switch's legs up to date after a connection: unknown legs are
 * announced, vanished ones closed. Events go on meanwhile, for the subscription stands already.
 */
final class Reconciliation {
  private static final HangupCause RESTARTED = new HangupCause("CRASH");
  private static final HangupCause UNSEEN = new HangupCause("NORMAL_UNSPECIFIED");

  private final Conversation conversation;
  private final Wire wire;
  private final Consumer<Instant> done;
  private final ArrayDeque<String> unknown = new ArrayDeque<>();
  private final ArrayDeque<KnownLeg> missing = new ArrayDeque<>();

  Reconciliation(Conversation conversation, Wire wire, Consumer<Instant> done) {
    this.conversation = conversation;
    this.wire = wire;
    this.done = done;
  }

  /** The switch runs anew: no leg has survived. */
  void switchRestarted(Instant now) {
    for (KnownLeg leg : conversation.legs().live()) {
      conversation.publish(conversation.translation().vanished(leg, RESTARTED, now));
    }
  }

  void begin(Instant now) {
    List<KnownLeg> knownBefore = conversation.legs().live();
    conversation.send(
        EslRequest.api("show channels as json"), (text, at) -> listed(text, knownBefore, at), now);
  }

  private void listed(String text, List<KnownLeg> knownBefore, Instant now) {
    Set<String> present;
    try {
      present = new HashSet<>(ChannelList.uuids(text));
    } catch (MalformedFrame unreadable) {
      wire.close("no list of channels: " + unreadable.getMessage());
      return;
    }
    for (String uuid : present) {
      if (conversation.legs().find(uuid) == null) {
        unknown.add(uuid);
      }
    }
    for (KnownLeg leg : knownBefore) {
      if (!present.contains(leg.id().value())) {
        missing.add(leg);
      }
    }
    next(now);
  }

  private void next(Instant now) {
    String uuid = unknown.pollFirst();
    if (uuid != null) {
      conversation.ask(EslRequest.api("uuid_dump " + uuid + " json"), this::dumped, now);
      return;
    }
    KnownLeg leg = missing.pollFirst();
    if (leg != null) {
      conversation.send(
          EslRequest.api("uuid_exists " + leg.id()), (text, at) -> asked(leg, text, at), now);
      return;
    }
    done.accept(now);
  }

  /** A leg that ended between the list and the dump has no dump, and needs none. */
  private void dumped(Frame frame, Instant now) {
    if (frame.body().length > 0 && frame.body()[0] == '{') {
      try {
        EslEvent dump = EventDecoder.decodeDump(frame.body());
        conversation
            .translation()
            .announced(dump)
            .ifPresent(event -> {
              conversation.publish(event);
              conversation.translation().announcedAnswer(dump).ifPresent(conversation::publish);
            });
      } catch (MalformedFrame | IllegalArgumentException unreadable) {
        wire.close("no dump of a channel: " + unreadable.getMessage());
        return;
      }
    }
    next(now);
  }

  /** The list of channels lags behind the switch: only it itself knows for sure. */
  private void asked(KnownLeg leg, String text, Instant now) {
    if (text.strip().equals("false") && leg.ending() == null) {
      conversation.publish(conversation.translation().vanished(leg, UNSEEN, now));
    }
    next(now);
  }
}
