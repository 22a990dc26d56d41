package io.strowger.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegIdentity;
import org.junit.jupiter.api.Test;

/** Callers whom the dialplan sends to another number before they wait. */
class TransferredCallersTest {
  private final SessionRig rig = new SessionRig();

  @Test
  void are_offered_with_both_numbers_and_keep_them_wherever_they_are_sent_later() throws Exception {
    // Given
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1", "Caller-Destination-Number", "61255500100");

    // When
    rig.tells("CHANNEL_PARK", "u1", "Caller-Destination-Number", "1000");
    rig.tells("CHANNEL_PARK", "u1", "Caller-Destination-Number", "announcement");
    rig.tells("CHANNEL_HANGUP_COMPLETE", "u1", "Caller-Destination-Number", "announcement");

    // Then
    CallEvent.LegCreated created = (CallEvent.LegCreated) rig.told.get(0);
    assertThat(created.leg().sentTo()).isNull();
    CallEvent.CallParked parked = (CallEvent.CallParked) rig.told.get(1);
    CallEvent.LegHungUp ended = (CallEvent.LegHungUp) rig.told.get(3);
    for (LegIdentity leg : new LegIdentity[] {parked.leg(), ended.leg()}) {
      assertThat(leg.destination()).isEqualTo("61255500100");
      assertThat(leg.sentTo()).isEqualTo("1000");
      assertThat(leg.wanted()).isEqualTo("1000");
    }
  }

  @Test
  void whose_own_connection_brought_them_end_with_both_numbers_on_the_switchs_too()
      throws Exception {
    // Given
    rig.connect();
    rig.tells("CHANNEL_CREATE", "u1", "Caller-Destination-Number", "61255500100");

    // When
    rig.tells(
        "CHANNEL_PARK",
        "u1",
        "Caller-Destination-Number",
        "1000",
        "variable_current_application",
        "socket");
    rig.tells("CHANNEL_HANGUP_COMPLETE", "u1", "Caller-Destination-Number", "1000");

    // Then
    assertThat(rig.told).hasSize(2);
    assertThat(((CallEvent.LegHungUp) rig.told.get(1)).leg().sentTo()).isEqualTo("1000");
  }

  @Test
  void who_were_sent_nowhere_are_offered_with_the_number_they_dialled() throws Exception {
    // Given
    rig.connect();

    // When
    rig.tells("CHANNEL_PARK", "u1", "Caller-Destination-Number", "61255500100");

    // Then
    CallEvent.CallParked parked = (CallEvent.CallParked) rig.told.getFirst();
    assertThat(parked.leg().sentTo()).isNull();
    assertThat(parked.leg().wanted()).isEqualTo("61255500100");
  }
}
