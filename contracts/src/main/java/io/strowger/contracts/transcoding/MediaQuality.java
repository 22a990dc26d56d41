package io.strowger.contracts.transcoding;

import org.jspecify.annotations.Nullable;

/**
 * How well a leg's media reached the relay, as the relay measured it.
 *
 * @param codec such as {@code AMR}
 * @param packetsReceived of RTP
 * @param packetsSent to it
 * @param packetsLost on the way to the relay, by sequence numbers; duplicates count against it
 * @param packetsDiscarded too late, twice, or not understood
 * @param framesConcealed 20 ms frames made up for lost ones
 * @param jitterMillis interarrival jitter (RFC 3550), at the end
 * @param mos estimated by the E-model (ITU-T G.107), 1.0 to 4.5; absent when nothing was heard
 * @param roundTripMillis between relay and leg, by RTCP; absent without its reports
 * @param reportedLossPercent of what the relay sent, as the leg last reported it; absent without
 *     its reports
 */
public record MediaQuality(
    String codec,
    long packetsReceived,
    long packetsSent,
    long packetsLost,
    long packetsDiscarded,
    long framesConcealed,
    double jitterMillis,
    @Nullable Double mos,
    @Nullable Double roundTripMillis,
    @Nullable Double reportedLossPercent) {}
