package io.strowger.contracts.transcoding;

/**
 * Where a relay is.
 *
 * @param mediaAddress told to both legs: an IPv4 or IPv6 address
 * @param callerPort where the caller sends RTP to, even
 * @param trunkPort where the trunk sends RTP to, even
 */
public record RelayPlace(String mediaAddress, int callerPort, int trunkPort) {}
