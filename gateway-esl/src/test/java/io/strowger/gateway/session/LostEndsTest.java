package io.strowger.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.id.LegId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Legs whose hang-up the switch has dropped from its queue, and whose destruction it has not. */
class LostEndsTest {
  private static final Instant LATER = SessionRig.NOW.plusSeconds(31);

  private final SessionRig rig = new SessionRig();

  @Test
  void a_leg_that_was_destroyed_without_an_end_is_closed_as_of_its_destruction() throws Exception {
    // Given
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1");
    rig.tells("CHANNEL_DESTROY", "u1");

    // When
    rig.tick(LATER);

    // Then
    assertThat(rig.story()).containsExactly("leg_created u1", "leg_hung_up u1");
    assertThat(rig.told.getLast())
        .isInstanceOfSatisfying(
            CallEvent.LegHungUp.class,
            end -> {
              assertThat(end.end().reconstructed()).isTrue();
              assertThat(end.times().endedAt()).isEqualTo(SessionRig.NOW);
            });
    assertThat(rig.notedEnds).containsExactly(new LegId("u1"));
  }

  @Test
  void an_end_that_comes_late_is_the_only_one() throws Exception {
    // Given
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1");
    rig.tells("CHANNEL_DESTROY", "u1");
    rig.tells("CHANNEL_HANGUP_COMPLETE", "u1", "Hangup-Cause", "NORMAL_CLEARING");

    // When
    rig.tick(LATER);

    // Then
    assertThat(rig.story()).containsExactly("leg_created u1", "leg_hung_up u1");
  }
}
