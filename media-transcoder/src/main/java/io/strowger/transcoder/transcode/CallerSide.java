package io.strowger.transcoder.transcode;

import io.strowger.transcoder.sdp.AmrFormat;
import java.util.OptionalInt;

/**
 * How the caller speaks.
 *
 * @param format its AMR
 * @param events its payload type of telephone events, if it has them
 */
public record CallerSide(AmrFormat format, OptionalInt events) {}
