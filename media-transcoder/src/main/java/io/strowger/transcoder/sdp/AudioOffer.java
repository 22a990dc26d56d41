package io.strowger.transcoder.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer says of its audio: its address and the formats it takes.
 *
 * @param address of the {@code c=} line that counts for audio
 * @param port of the {@code m=audio} line, 1 to 65535
 * @param formats in the order of the {@code m=} line
 */
public record AudioOffer(String address, int port, List<Format> formats) {

  /**
   * One format.
   *
   * @param payloadType 0 to 127
   * @param encoding of the {@code rtpmap}, upper case, such as {@code AMR/8000}; of a static type
   *     that RFC 3551 names
   * @param parameters of the {@code fmtp}, as written; absent without one
   */
  public record Format(int payloadType, String encoding, @Nullable String parameters) {}
}
