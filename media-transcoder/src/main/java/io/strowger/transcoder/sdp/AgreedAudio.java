package io.strowger.transcoder.sdp;

import org.jspecify.annotations.Nullable;

/**
 * How one side of a relay speaks with its peer.
 *
 * @param codec what it speaks
 * @param format the peer's own entry for it, with the peer's payload type
 * @param amr the parameters, of AMR and AMR-WB only
 * @param events the peer's telephone events; absent when it has none
 * @param ptimeMillis how much speech our packets to the peer hold: 20, 40 or 60
 */
public record AgreedAudio(
    AudioCodec codec,
    AudioFormat format,
    @Nullable AmrParameters amr,
    @Nullable AudioFormat events,
    int ptimeMillis) {}
