package io.strowger.gateway.session;

import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegReconstruction;
import io.strowger.gateway.call.SocketHolder;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Calls that came with a connection of their own to a gateway instance that has died: the switch
 * goes on with them, and its holder serves them from then on. Not safe for use by several threads.
 */
final class OrphanedCalls {
  private final Conversation conversation;
  private final LegReconstruction reconstruction;
  private final Predicate<SocketHolder> dead;

  OrphanedCalls(Conversation conversation, Predicate<SocketHolder> dead) {
    this.conversation = conversation;
    this.reconstruction = new LegReconstruction(conversation.translation());
    this.dead = dead;
  }

  /** To be called from time to time, while the switch is held and its legs are known. */
  void adopt(Instant now) {
    Set<SocketHolder> died = new HashSet<>(conversation.legs().socketHolders());
    died.removeIf(dead.negate());
    if (!died.isEmpty()) {
      for (KnownLeg leg : conversation.legs().orphansOf(died)) {
        conversation.publish(reconstruction.takenOver(leg, now));
      }
    }
  }
}
