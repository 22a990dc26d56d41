package io.strowger.testkit.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strowger.testkit.Shared;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One recorded event socket connection of a real FreeSWITCH: the bytes of both directions and when
 * they passed.
 *
 * <p>A folder below {@code captures} of {@link Shared}, holding {@code from-switch.bin}, {@code
 * to-switch.bin}, {@code timeline.jsonl} and mostly {@code switch-cdrs.jsonl}, each possibly as
 * {@code .xz}.
 */
public final class Capture {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final byte[] fromSwitch;
  private final byte[] toSwitch;
  private final List<Moment> timeline;

  private Capture(Path folder) {
    this.folder = folder;
    this.fromSwitch = Shared.bytes(folder.resolve("from-switch.bin"));
    this.toSwitch = Shared.bytes(folder.resolve("to-switch.bin"));
    this.timeline = lines("timeline.jsonl").map(Moment::of).toList();
  }

  /** Reads the capture of this name, e.g. {@code load-json-300-calls}. */
  public static Capture load(String name) {
    return new Capture(Shared.path("captures/" + name));
  }

  /** The names of all captures, in alphabetical order. */
  public static List<String> names() {
    try (Stream<Path> folders = Files.list(Shared.path("captures"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException("Cannot list the captures", e);
    }
  }

  /** The folder's name. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** Every byte that the switch sent. */
  public byte[] fromSwitch() {
    return fromSwitch.clone();
  }

  /** Every byte that the controller sent. */
  public byte[] toSwitch() {
    return toSwitch.clone();
  }

  /** When which bytes passed, in order. */
  public List<Moment> timeline() {
    return timeline;
  }

  /** The bytes of one moment. */
  public byte[] bytes(Moment moment) {
    byte[] direction = moment.isFromSwitch() ? fromSwitch : toSwitch;
    byte[] part = new byte[moment.length()];
    System.arraycopy(direction, moment.offset(), part, 0, moment.length());
    return part;
  }

  /** The frames that the switch sent. */
  public List<CapturedFrame> frames() {
    return CapturedFrame.all(fromSwitch);
  }

  /** The frames that the controller sent. */
  public List<CapturedFrame> commands() {
    return CapturedFrame.all(toSwitch);
  }

  /** The events among the switch's frames, whatever their format. */
  public List<CapturedEvent> events() {
    return frames().stream().filter(CapturedFrame::isEvent).map(CapturedEvent::of).toList();
  }

  /** Whether the switch's own call records were kept. */
  public boolean hasSwitchCdrs() {
    return Shared.exists(folder.resolve("switch-cdrs.jsonl"));
  }

  /** The switch's own call records (mod_json_cdr), one for each leg. */
  public List<JsonNode> switchCdrs() {
    return lines("switch-cdrs.jsonl").map(Capture::parse).toList();
  }

  private Stream<String> lines(String file) {
    return new String(Shared.bytes(folder.resolve(file)), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank());
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Not JSON: " + json, e);
    }
  }
}
