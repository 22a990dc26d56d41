package io.strowger.transcoder.sdp;

import java.util.List;

/**
 * Where a peer's media are.
 *
 * @param address a number, never a name
 * @param port 1 to 65535
 * @param formats in the order of the {@code m=} line
 */
public record AudioOffer(String address, int port, List<AudioFormat> formats) {}
