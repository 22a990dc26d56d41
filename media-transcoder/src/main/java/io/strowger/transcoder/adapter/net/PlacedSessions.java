package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which session is on which media thread. What is asked of one is done on its thread, for nobody
 * else touches it; the asker waits.
 */
final class PlacedSessions {
  private final Map<SessionId, Placed> sessions = new ConcurrentHashMap<>();

  /**
   * A session's place.
   *
   * @param cores that it takes when both sides speak
   */
  record Placed(LiveSession session, MediaThread thread, double cores) {}

  void put(SessionId id, Placed placed) {
    sessions.put(id, placed);
  }

  @Nullable Placed get(SessionId id) {
    return sessions.get(id);
  }

  @Nullable Placed remove(SessionId id) {
    return sessions.remove(id);
  }

  List<SessionId> ids() {
    return List.copyOf(sessions.keySet());
  }

  int count() {
    return sessions.size();
  }

  /**
   * Has something done with a session.
   *
   * @return false when there is none, or its thread has ended
   */
  boolean tell(SessionId id, Consumer<LiveSession> what) {
    Placed placed = sessions.get(id);
    if (placed == null || !placed.thread().isRunning()) {
      return false;
    }
    return placed
        .thread()
        .call(() -> {
          if (placed.session().hasEnded()) {
            return false;
          }
          what.accept(placed.session());
          placed.thread().reschedule(placed.session());
          return true;
        });
  }

  /** Asks a session; empty when there is none, or its thread has ended. */
  <T> Optional<T> ask(SessionId id, Function<LiveSession, T> what) {
    Placed placed = sessions.get(id);
    return placed == null || !placed.thread().isRunning()
        ? Optional.empty()
        : placed
            .thread()
            .call(() ->
                placed.session().hasEnded()
                    ? Optional.empty()
                    : Optional.of(what.apply(placed.session())));
  }
}
