package io.strowger.gateway.call;

import io.strowger.contracts.id.SwitchId;

/**
 * Where answers to a switch's events go.
 *
 * @param partition of {@code call-commands}, the gateway's instance number
 * @param epoch of the gateway instance; commands of another one are refused
 */
public record ReturnAddress(SwitchId switchId, int partition, long epoch) {}
