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
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.gateway.control.Submitted;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Legs that were ordered under a UUID of the sender's choice. */
class OrderedLegsTest {
  private final SessionRig rig = new SessionRig();

  @BeforeEach
  void order() throws Exception {
    rig.connect();
    rig.tellsOfItself();
    CommandHead head =
        new CommandHead(
            new CommandId("order"),
            SessionRig.ADDRESS.switchId(),
            new CallId("u"),
            new LegId("v"),
            SessionRig.NOW.plusSeconds(10),
            "test",
            7);
    Attempt dial =
        new Attempt(
            new CarrierId("carrier-1"),
            1,
            new Trunk("gateway/carrier"),
            "4420",
            null,
            null,
            30,
            null,
            List.of());
    rig.submit(new Submitted(new CallCommand.OriginateLeg(head, dial), null));
  }

  @Test
  void are_not_noted_when_they_never_come() throws Exception {
    // When
    rig.jobDone("-ERR GATEWAY_DOWN");

    // Then
    assertThat(rig.results)
        .singleElement()
        .extracting(CommandResult::outcome)
        .isEqualTo(CommandOutcome.FAILED);
    assertThat(rig.noted).isEmpty();
    assertThat(rig.memory.legs().live()).isEmpty();
  }

  @Test
  void are_noted_as_legs_of_their_call_when_they_come() throws Exception {
    // When
    rig.tells("CHANNEL_CREATE", "v", "Caller-Destination-Number", "4420");

    // Then
    assertThat(rig.noted).extracting(LiveLeg::callId).containsExactly(new CallId("u"));
    assertThat(rig.noted.getFirst().coreUuid()).isEqualTo("c");
    assertThat(rig.noted.getFirst().leg().destination()).isEqualTo("4420");
  }

  @Test
  void belong_to_their_call_though_they_come_after_the_connection_was_lost() throws Exception {
    // Given
    rig.lose();

    // When
    rig.connect("{\"uuid\":\"v\",\"application\":\"\"}");
    rig.answer(SessionRig.json("CHANNEL_DATA", "v"));
    rig.tick(SessionRig.NOW.plusSeconds(60));

    // Then
    assertThat(rig.results)
        .singleElement()
        .extracting(CommandResult::outcome)
        .isEqualTo(CommandOutcome.UNKNOWN);
    assertThat(rig.memory.legs().live())
        .singleElement()
        .satisfies(leg -> assertThat(leg.call()).isEqualTo(new CallId("u")));
  }
}
