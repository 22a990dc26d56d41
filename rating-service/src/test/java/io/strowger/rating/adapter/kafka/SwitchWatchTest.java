package io.strowger.rating.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.Received;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchWatchTest {
  private final SwitchWatch watch = new SwitchWatch();

  @Test
  void a_switch_that_cannot_be_reached_is_not_one_whose_calls_are_gone() {
    SwitchId fs = new SwitchId("fs");
    assertThat(watch.isUnreachable(fs)).as("nothing is known of it").isFalse();

    tell(fs, ConnectionState.UP);
    tell(fs, ConnectionState.DOWN);
    assertThat(watch.isUnreachable(fs)).isTrue();

    tell(fs, ConnectionState.UP);
    assertThat(watch.isUnreachable(fs)).isFalse();
  }

  private void tell(SwitchId id, ConnectionState state) {
    SwitchStatus status =
        new SwitchStatus(
            id, "gateway-0", 1, 0, state, Instant.EPOCH, null, null, List.of(), null, null);
    watch.accept(List.of(new Received(Topic.SWITCH_STATUS, id.value(), status, "id", null, 0, 0)));
  }
}
