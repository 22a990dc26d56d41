package io.strowger.contracts.call;

import org.jspecify.annotations.Nullable;

/**
 * What the switch measured of a leg's media; absent where the leg had none.
 *
 * @param readCodec {@code read_codec}
 * @param writeCodec {@code write_codec}
 * @param mos {@code rtp_audio_in_mos}, 1.0 to 5.0
 * @param qualityPercentage {@code rtp_audio_in_quality_percentage}, 0 to 100
 * @param packetsReceived {@code rtp_audio_in_packet_count}
 * @param packetsSent {@code rtp_audio_out_packet_count}
 */
public record MediaSummary(
    @Nullable String readCodec,
    @Nullable String writeCodec,
    @Nullable Double mos,
    @Nullable Double qualityPercentage,
    @Nullable Long packetsReceived,
    @Nullable Long packetsSent) {}
