package io.strowger.gateway.session;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.LegCommand;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leg whose dialplan says {@code socket_resume=true} goes on in the dialplan when its connection
 * is lost, and the next {@code socket} there brings it to another gateway. FreeSWITCH would tear a
 * bridge for that, so it is allowed only while the leg waits for a decision. Not safe for use by
 * several threads.
 */
final class ComeBack {
  private static final String VARIABLE = "socket_resume";

  private final String leg;
  private final Conversation talk;
  private boolean allowed = true;

  private ComeBack(String leg, Conversation talk) {
    this.leg = leg;
    this.talk = talk;
  }

  /** The way back of this leg; absent where the dialplan wants none. */
  static @Nullable ComeBack of(EslEvent channel, String leg, Conversation talk) {
    return "true".equals(channel.variable(VARIABLE)) ? new ComeBack(leg, talk) : null;
  }

  /** A command is given that may connect the leg with another one. */
  void before(CallCommand command, Instant now) {
    boolean connects =
        switch (command) {
          case CallCommand.AnswerLeg _, CallCommand.SetVariables _, CallCommand.HangUpLeg _ ->
              false;
          case CallCommand.ScheduleHangUp _, CallCommand.CancelScheduledHangUp _ -> false;
          case LegCommand.QueryLeg _, LegCommand.CheckLeg _ -> false;
          default -> true;
        };
    if (connects) {
      allow(false, now);
    }
  }

  /** An attempt that has failed leaves the leg waiting. */
  void notice(EslEvent event, Instant now) {
    boolean waitsAgain =
        event.name().equals("CHANNEL_EXECUTE_COMPLETE")
            && leg.equals(event.legUuid())
            && "bridge".equals(event.header("Application"))
            && !"hangup".equals(event.header("Answer-State"))
            && !"SUCCESS".equals(event.variable("originate_disposition"));
    if (waitsAgain) {
      allow(true, now);
    }
  }

  private void allow(boolean resume, Instant now) {
    if (allowed != resume) {
      allowed = resume;
      talk.send(
          EslRequest.execute(leg, "set", VARIABLE + "=" + resume, null), (reply, at) -> {}, now);
    }
  }
}
