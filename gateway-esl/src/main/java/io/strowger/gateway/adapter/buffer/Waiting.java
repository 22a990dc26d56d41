package io.strowger.gateway.adapter.buffer;

import io.strowger.contracts.id.SwitchId;
import io.strowger.messaging.Outgoing;
import java.time.Instant;

/**
 * A record that waits to be published.
 *
 * @param switchId the switch it is about
 * @param epoch under which its instance held that switch when it was made
 * @param since when it was made, to the millisecond
 */
public record Waiting(Outgoing record, SwitchId switchId, long epoch, Instant since) {
  private static final int OVERHEAD = 200;

  /** About how many bytes it takes, in memory and on disk. */
  int size() {
    return record.value().length + record.key().length() + OVERHEAD;
  }
}
