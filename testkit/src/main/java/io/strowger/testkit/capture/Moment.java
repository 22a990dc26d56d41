package io.strowger.testkit.capture;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One read or write of a captured connection.
 *
 * @param millis since the connection was made
 * @param direction {@code from-switch}, {@code to-switch} or {@code closed}
 * @param offset of the first byte in that direction's file
 * @param length in bytes
 */
public record Moment(double millis, String direction, int offset, int length) {

  static Moment of(String line) {
    JsonNode json = Capture.parse(line);
    return new Moment(
        json.path("ms").asDouble(),
        json.path("dir").asText(),
        json.path("offset").asInt(),
        json.path("length").asInt());
  }

  /** The switch sent these bytes. */
  public boolean isFromSwitch() {
    return direction.equals("from-switch");
  }

  /** The controller sent these bytes. */
  public boolean isToSwitch() {
    return direction.equals("to-switch");
  }

  /** The switch closed the connection. */
  public boolean isClose() {
    return direction.equals("closed");
  }
}
