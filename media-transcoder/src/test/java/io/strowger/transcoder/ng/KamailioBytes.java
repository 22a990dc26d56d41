package io.strowger.transcoder.ng;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Datagrams as the rtpengine module of Kamailio 5.6.3 sends them (recorded between it and a socket
 * of ours), their SDP exchanged for that of a test.
 */
final class KamailioBytes {
  private KamailioBytes() {}

  /** {@code rtpengine_offer("replace-origin replace-session-connection ICE=remove ...")}. */
  static byte[] offer(String cookie, String sdp, String codecs) {
    return octets(
        cookie
            + " d8:supportsl10:load limite3:sdp"
            + text(sdp)
            + "3:ICE6:remove7:replacel6:origin18:session-connectione"
            + codecs
            + "7:call-id17:1-23978@127.0.0.113:received-froml3:IP49:127.0.0.1e"
            + "8:from-tag15:23978SIPpTag0017:command5:offere");
  }

  /** The same offer within the dialogue: it carries the to-tag. */
  static byte[] offerAgain(String cookie, String sdp, String fromTag, String toTag) {
    return octets(
        cookie
            + " d8:supportsl10:load limite3:sdp"
            + text(sdp)
            + "3:ICE6:remove7:replacel6:origin18:session-connectione"
            + "5:codecd4:maskl3:AMRe9:transcodel4:PCMAee"
            + "7:call-id17:1-23978@127.0.0.113:received-froml3:IP49:127.0.0.1e"
            + "8:from-tag"
            + text(fromTag)
            + "6:to-tag"
            + text(toTag)
            + "7:command5:offere");
  }

  /** {@code rtpengine_answer("replace-origin replace-session-connection ICE=remove")}. */
  static byte[] answer(String cookie, String sdp, String fromTag, String toTag) {
    return answer(cookie, sdp, fromTag, toTag, "");
  }

  /** The same with more keys, bencoded. */
  static byte[] answer(String cookie, String sdp, String fromTag, String toTag, String keys) {
    return octets(
        cookie
            + " d8:supportsl10:load limite3:sdp"
            + text(sdp)
            + "3:ICE6:remove7:replacel6:origin18:session-connectione"
            + keys
            + "7:call-id17:1-23978@127.0.0.113:received-froml3:IP49:127.0.0.1e"
            + "8:from-tag"
            + text(fromTag)
            + "6:to-tag"
            + text(toTag)
            + "7:command6:answere");
  }

  /** {@code rtpengine_delete()}. */
  static byte[] delete(String cookie) {
    return octets(
        cookie
            + " d7:call-id17:1-23978@127.0.0.113:received-froml3:IP49:127.0.0.1e"
            + "8:from-tag15:23978SIPpTag0016:to-tag15:23872SIPpTag0117:command6:deletee");
  }

  /** {@code start_recording()} and {@code stop_recording()}, put together like {@link #delete}. */
  static byte[] recording(String cookie, String verb) {
    return octets(
        cookie
            + " d7:call-id17:1-23978@127.0.0.113:received-froml3:IP49:127.0.0.1e"
            + "8:from-tag15:23978SIPpTag0016:to-tag15:23872SIPpTag0117:command"
            + text(verb + " recording")
            + "e");
  }

  static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static String text(String text) {
    return text.length() + ":" + text;
  }
}
