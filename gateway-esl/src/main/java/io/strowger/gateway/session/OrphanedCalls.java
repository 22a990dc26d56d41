package io.strowger.gateway.session;

import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegReconstruction;
import io.strowger.gateway.call.SocketHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Calls that came with a connection of their own to a gateway instance that has died: the switch
 * goes on with them, and its holder serves them from then on. Not safe for use by several threads.
 */
final class OrphanedCalls {
  private static final Duration LOOKED_EVERY = Duration.ofSeconds(2);

  private final Conversation conversation;
  private final LegReconstruction reconstruction;
  private final Predicate<SocketHolder> dead;
  private Instant next = Instant.EPOCH;

  OrphanedCalls(Conversation conversation, Predicate<SocketHolder> dead) {
    this.conversation = conversation;
    this.reconstruction = new LegReconstruction(conversation.translation());
    this.dead = dead;
  }

  /** To be called every second, while the switch is held and its legs are known. */
  void tick(Instant now) {
    if (next.isAfter(now)) {
      return;
    }
    next = now.plus(LOOKED_EVERY);
    for (KnownLeg leg : conversation.legs().orphans(dead)) {
      conversation.publish(reconstruction.takenOver(leg, now));
    }
  }
}
