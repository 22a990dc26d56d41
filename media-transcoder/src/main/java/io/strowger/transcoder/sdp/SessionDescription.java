package io.strowger.transcoder.sdp;

import java.util.List;

/**
 * What a peer says (RFC 8866), as far as audio needs it.
 *
 * @param media every {@code m=} line, in order: an answer has just as many
 * @param audioIndex which of them is the audio
 * @param audio that one
 */
public record SessionDescription(List<MediaLine> media, int audioIndex, AudioDescription audio) {

  /**
   * An {@code m=} line.
   *
   * @param kind such as {@code video}
   * @param protocol such as {@code RTP/AVP}
   * @param formats as written
   */
  public record MediaLine(String kind, String protocol, String formats) {}
}
