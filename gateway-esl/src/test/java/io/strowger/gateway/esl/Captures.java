package io.strowger.gateway.esl;

import io.strowger.testkit.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a real FreeSWITCH sent, and a second, naive reading of it to compare with. */
public final class Captures {
  /** Captures small enough for trying every way of cutting them. */
  public static final List<String> SMALL =
      List.of(
          "inbound-auth-refused",
          "inbound-json-failover-causes",
          "inbound-json-midcall-commands",
          "inbound-json-park-bridge-answer-hangup",
          "inbound-plain-park-bridge-answer-hangup",
          "inbound-xml-park-bridge-answer-hangup",
          "outbound-async-json",
          "outbound-async-plain",
          "outbound-sync-plain",
          "transcode-by-sdp-answered",
          "transcode-by-sdp-busy",
          "transcode-by-sdp-ringing",
          "transcode-early-media");

  private Captures() {}

  /** Every capture. */
  public static Stream<String> all() {
    return Stream.concat(SMALL.stream(), Stream.of("load-json-300-calls"));
  }

  /** What the switch sent. */
  public static byte[] fromSwitch(String capture) {
    return Shared.bytes("captures/" + capture + "/from-switch.bin");
  }

  /** What was sent to the switch. */
  public static byte[] toSwitch(String capture) {
    return Shared.bytes("captures/" + capture + "/to-switch.bin");
  }

  /** All frames, decoded at one go. */
  public static List<Frame> frames(byte[] bytes) throws MalformedFrame {
    List<Frame> frames = new ArrayList<>();
    new FrameDecoder().feed(bytes, 0, bytes.length, frames::add);
    return frames;
  }

  /** All events of a capture, whole. */
  public static List<EslEvent> events(String capture) throws MalformedFrame {
    EventDecoder decoder = new EventDecoder(Interest.everything());
    List<EslEvent> events = new ArrayList<>();
    for (Frame frame : frames(fromSwitch(capture))) {
      if (frame.isEvent()) {
        events.add(java.util.Objects.requireNonNull(decoder.decode(frame)));
      }
    }
    return events;
  }
}
