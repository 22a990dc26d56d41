package io.strowger.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.control.Submitted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that a peer made. */
class OutboundSessionTest {
  private static final String LEG =
      "Unique-ID: u\nCore-UUID: c\nEvent-Sequence: 1\nControl: full\n"
          + "Content-Type: command/reply\nReply-Text: %2BOK%0A\n\n";

  private final SessionRig rig = new SessionRig();
  private final OutboundSession session =
      new OutboundSession(
          rig, rig, channel -> SessionRig.ADDRESS, SessionRig.SETTINGS, (leg, address) -> {});

  @Test
  void is_given_up_when_it_brings_no_leg() {
    // Given
    session.opened(SessionRig.NOW);

    // When
    session.tick(SessionRig.NOW.plusSeconds(9));
    assertThat(rig.closings).isEmpty();
    session.tick(SessionRig.NOW.plusSeconds(11));

    // Then
    assertThat(rig.closings)
        .containsExactly(new Ending(Trouble.SILENT, "the peer brought no leg within 10 s"));
  }

  @Test
  void is_kept_while_its_call_dials_somebody_who_is_slow_to_answer() throws Exception {
    // Given
    session.opened(SessionRig.NOW);
    SessionRig.hear(session, LEG);
    for (int setting = 0; setting < 6; setting++) {
      SessionRig.hear(session, SessionRig.OK);
    }

    // When
    session.submit(new Submitted(dialling(60), null), SessionRig.NOW);
    session.tick(SessionRig.NOW.plusSeconds(59));
    SessionRig.hear(session, SessionRig.api("+OK v"));

    // Then
    assertThat(rig.closings).isEmpty();
    assertThat(rig.results)
        .singleElement()
        .extracting(CommandResult::outcome)
        .isEqualTo(CommandOutcome.COMPLETED);
  }

  @Test
  void is_given_up_when_the_switch_answers_nothing_once_the_ringing_is_over() throws Exception {
    // Given
    session.opened(SessionRig.NOW);
    SessionRig.hear(session, LEG);
    for (int setting = 0; setting < 6; setting++) {
      SessionRig.hear(session, SessionRig.OK);
    }

    // When
    session.submit(new Submitted(dialling(60), null), SessionRig.NOW);
    session.tick(SessionRig.NOW.plusSeconds(76));

    // Then
    assertThat(rig.closings)
        .containsExactly(new Ending(Trouble.UNANSWERED, "the switch does not answer"));
  }

  private static CallCommand dialling(int seconds) {
    CommandHead head =
        new CommandHead(
            new CommandId("dial"),
            SessionRig.ADDRESS.switchId(),
            new CallId("u"),
            new LegId("v"),
            SessionRig.NOW.plusSeconds(10),
            "test",
            7);
    return new CallCommand.OriginateLeg(
        head,
        new Attempt(
            new CarrierId("carrier-1"),
            1,
            new Trunk("gateway/carrier"),
            "4420",
            null,
            null,
            seconds,
            null,
            List.of()));
  }
}
