package io.strowger.transcoder.srtp;

/**
 * The keys of one side.
 *
 * @param peer by which its packets come
 * @param own by which it is sent packets
 */
public record SrtpKeys(SrtpKey peer, SrtpKey own) {}
