package io.strowger.contracts.switches;

import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leg that lives on a switch; compacted topic {@code switch-legs}, key leg id, all legs of a
 * switch on one partition. An empty record says that it lives no more. Whoever takes a switch over
 * learns from it which calls were known.
 *
 * @param coreUuid the switch's run on which it lives
 * @param answeredAt absent while it is not answered
 * @param parkedAt when it was told that its caller waits for a decision; noted with the answer, so
 *     that of a caller without one whoever takes over tells it again
 */
public record LiveLeg(
    LegId legId,
    CallId callId,
    SwitchId switchId,
    @Nullable String coreUuid,
    LegIdentity leg,
    Instant createdAt,
    @Nullable Instant answeredAt,
    @Nullable Instant parkedAt) {}
