package io.strowger.transcoder.calls;

import io.strowger.contracts.transcoding.MediaQuality;
import io.strowger.transcoder.quality.LegQuality;
import io.strowger.transcoder.session.Flow;
import io.strowger.transcoder.session.RelaySessions;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import io.strowger.transcoder.session.SideDescription;
import io.strowger.transcoder.session.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How calls' sessions are. */
final class Watch {
  private final RelaySessions sessions;

  Watch(RelaySessions sessions) {
    this.sessions = sessions;
  }

  /**
   * True when a call's session is gone, or has heard nothing for too long of what is awaited: a
   * limit counts from when it began to hold.
   *
   * @param silence what is too long
   * @param onHold the same with a leg on hold
   */
  boolean isSilent(Held call, Duration silence, Duration onHold, Instant now) {
    Duration limit =
        switch (call.awaited()) {
          case ANSWER -> Silence.UNANSWERED;
          case RESUMPTION -> onHold;
          case SPEECH -> silence;
        };
    return Silence.lastsBeyond(
        limit, sessions.statistics(call.session()), call.awaitedSince(), now);
  }

  /** What is waited for through a session. */
  Held.Awaited awaited(SessionId session) {
    if (isOnHold(session)) {
      return Held.Awaited.RESUMPTION;
    }
    return isAnswered(session) ? Held.Awaited.SPEECH : Held.Awaited.ANSWER;
  }

  /** How the media of one side reached the relay; empty when the session is gone. */
  Optional<MediaQuality> quality(Held call, Side side) {
    return sessions
        .description(call.session(), side)
        .flatMap(description ->
            sessions
                .statistics(call.session())
                .map(now -> LegQuality.of(description, now.side(side))));
  }

  private boolean isAnswered(SessionId session) {
    return sessions
        .description(session, Side.B)
        .filter(side -> side.transport().remote().isPresent())
        .isPresent();
  }

  private boolean isOnHold(SessionId session) {
    return Arrays.stream(Side.values())
        .anyMatch(side -> sessions.description(session, side).filter(Watch::isOnHold).isPresent());
  }

  private static boolean isOnHold(SideDescription side) {
    return side.flow() != Flow.SENDRECV && side.transport().remote().isPresent();
  }
}
