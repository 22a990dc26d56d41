package io.strowger.testkit.simulator.esl;

import java.nio.charset.StandardCharsets;

/** The frames of the event socket that are not events. */
final class Frames {

  private static final String GOODBYE =
      "Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n";

  private Frames() {}

  static byte[] authRequest() {
    return bytes("Content-Type: auth/request\n\n");
  }

  static byte[] reply(String text) {
    return bytes("Content-Type: command/reply\nReply-Text: " + text + "\n\n");
  }

  static byte[] jobReply(String job) {
    return bytes(
        "Content-Type: command/reply\nReply-Text: +OK Job-UUID: "
            + job
            + "\nJob-UUID: "
            + job
            + "\n\n");
  }

  static byte[] apiResponse(String body) {
    String answer = body.isEmpty() ? "-ERR no reply\n" : body;
    int length = answer.getBytes(StandardCharsets.UTF_8).length;
    return bytes("Content-Type: api/response\nContent-Length: " + length + "\n\n" + answer);
  }

  static byte[] goodbye() {
    return bytes(
        "Content-Type: text/disconnect-notice\nContent-Length: "
            + GOODBYE.length()
            + "\n\n"
            + GOODBYE);
  }

  static byte[] goodbyeOf(String legUuid) {
    return bytes(
        "Content-Type: text/disconnect-notice\nControlled-Session-UUID: "
            + legUuid
            + "\nContent-Disposition: disconnect\nContent-Length: "
            + GOODBYE.length()
            + "\n\n"
            + GOODBYE);
  }

  static byte[] lingering(String legUuid, String channelName, long seconds) {
    return bytes(
        "Content-Type: text/disconnect-notice\nControlled-Session-UUID: "
            + legUuid
            + "\nContent-Disposition: linger\nChannel-Name: "
            + channelName
            + "\nLinger-Time: "
            + seconds
            + "\nContent-Length: 0\n\n");
  }

  static byte[] rudeRejection() {
    String text = "Access Denied, go away.\n";
    return bytes(
        "Content-Type: text/rude-rejection\nContent-Length: " + text.length() + "\n\n" + text);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
