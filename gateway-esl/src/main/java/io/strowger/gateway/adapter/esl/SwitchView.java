package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a switch is, for an operator to see.
 *
 * @param name the operator's name of it, or its own when only it connects to us
 * @param mode {@code inbound}: we connect to it; {@code outbound}: it connects to us
 * @param address where we connect to; absent in outbound mode
 * @param trouble why it is not {@code UP}
 * @param reason the same in words; in outbound mode, what it means that no gateway dials it too
 * @param channels legs it has, as far as known
 * @param owner the gateway instance that holds it; absent when none does
 * @param lastHeard when it last sent anything
 * @param inventory what it told of itself
 */
public record SwitchView(
    String name,
    String mode,
    @Nullable String address,
    ConnectionState state,
    Instant since,
    @Nullable Trouble trouble,
    @Nullable String reason,
    @Nullable String coreUuid,
    @Nullable String version,
    int channels,
    @Nullable String owner,
    @Nullable Instant lastHeard,
    @Nullable SwitchInventory inventory) {}
