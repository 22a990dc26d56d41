package io.strowger.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.FrameDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import io.strowger.gateway.session.Subscription;
import io.strowger.testkit.capture.Capture;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The events of a capture that a gateway would have been sent: those that it subscribes to. */
final class SubscribedFrames {
  private static final Pattern NAME = Pattern.compile("\"?Event-Name\"?: ?\"?([A-Z_]+)");
  private static final Pattern CORE = Pattern.compile("\"?Core-UUID\"?: ?\"?([0-9a-f-]{36})");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private SubscribedFrames() {}

  /**
   * One frame.
   *
   * @param bytes as from the switch
   * @param uuidsAt where UUIDs of legs begin, so that they can be made others
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Subscribed(byte[] bytes, int[] uuidsAt) {}

  static List<Subscribed> of(String capture) throws MalformedFrame {
    Set<String> names = new HashSet<>(Subscription.names());
    List<Subscribed> frames = new ArrayList<>();
    byte[] all = Capture.load(capture).fromSwitch();
    new FrameDecoder()
        .feed(
            all,
            0,
            all.length,
            frame -> {
              String text = new String(frame.body(), ISO_8859_1);
              Matcher name = NAME.matcher(text);
              if (frame.isEvent() && name.find() && names.contains(name.group(1))) {
                frames.add(subscribed(frame));
              }
            });
    return frames;
  }

  private static Subscribed subscribed(Frame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "Content-Length: %d\nContent-Type: %s\n\n"
            .formatted(frame.body().length, frame.contentType())
            .getBytes(UTF_8));
    bytes.writeBytes(frame.body());
    String text = bytes.toString(ISO_8859_1);
    Matcher core = CORE.matcher(text);
    String run = core.find() ? core.group(1) : "";
    Matcher uuid = UUID.matcher(text);
    List<Integer> at = new ArrayList<>();
    while (uuid.find()) {
      if (!uuid.group().equals(run)) {
        at.add(uuid.start());
      }
    }
    return new Subscribed(bytes.toByteArray(), at.stream().mapToInt(Integer::intValue).toArray());
  }
}
