package io.strowger.contracts.cdr;

import io.strowger.contracts.transcoding.MediaQuality;

/**
 * How a call went through its media relay.
 *
 * @param relay the transcoder instance
 * @param silent true when the relay ended for want of packets
 * @param caller how the A-leg's media reached it
 * @param trunk how the B-leg's media reached it
 */
public record RelayRecord(String relay, boolean silent, MediaQuality caller, MediaQuality trunk) {}
