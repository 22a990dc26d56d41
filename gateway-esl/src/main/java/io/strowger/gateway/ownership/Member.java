package io.strowger.gateway.ownership;

import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.Set;

/**
 * A gateway instance as its beats tell of it.
 *
 * @param aliveSince since when its beats have come without a gap
 * @param lastBeat when the latest came, by the broker's clock
 * @param switches which it could hold
 */
public record Member(
    int instance, long incarnation, Instant aliveSince, Instant lastBeat, Set<SwitchId> switches) {}
