package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Received;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which switches cannot be reached. A call on such a switch is not gone: it goes on to the
 * end of its grant, which the switch itself enforces, and its end is told once the switch is back.
 */
public final class SwitchWatch implements BatchHandler {
  private final Map<SwitchId, ConnectionState> states = new ConcurrentHashMap<>();

  @Override
  public void accept(List<Received> batch) {
    for (Received received : batch) {
      SwitchStatus status = (SwitchStatus) received.message();
      states.put(status.switchId(), status.state());
    }
  }

  /** True when it is known and its gateway has no connection to it. */
  public boolean isUnreachable(SwitchId id) {
    return states.getOrDefault(id, ConnectionState.UP) != ConnectionState.UP;
  }
}
