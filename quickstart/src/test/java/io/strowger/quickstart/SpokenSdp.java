package io.strowger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What handsets and trunks say in SDP, and are told. */
final class SpokenSdp {
  private static final Pattern AUDIO_PORT = Pattern.compile("m=audio (\\d+) ");

  private SpokenSdp() {}

  /** Where audio is to be sent. */
  static int audioPort(String sdp) {
    Matcher port = AUDIO_PORT.matcher(sdp);
    assertThat(port.find()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  /** A handset at 127.0.0.1 that speaks AMR, octet-aligned. */
  static String amr(int port) {
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
        + port
        + " RTP/AVP 104\r\na=rtpmap:104 AMR/8000\r\na=fmtp:104 octet-align=1\r\n";
  }

  /**
   * A trunk that speaks PCMA.
   *
   * @param address such as {@code IP6 ::1}
   */
  static String pcma(String address, int port) {
    return "v=0\r\no=- 2 2 IN %1$s\r\ns=-\r\nc=IN %1$s\r\nt=0 0\r\nm=audio ".formatted(address)
        + port
        + " RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
  }
}
