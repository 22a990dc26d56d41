package io.strowger.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.LiveLeg;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.wire.WireNames;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.control.CommandPolicy;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.FrameDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sessions with a switch that says what a test has it say; all that they say is kept. */
final class SessionRig implements Wire, Output, LegLog {
  static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");
  static final ReturnAddress ADDRESS = new ReturnAddress(new SwitchId("west"), 0, 7);
  static final SessionSettings SETTINGS =
      new SessionSettings(30, false, CommandPolicy.callsOnly(60));
  static final String OK = "Content-Type: command/reply\nReply-Text: +OK\n\n";
  private static final String AUTH = "Content-Type: auth/request\n\n";

  final SwitchMemory memory = new SwitchMemory(ADDRESS, this);
  final List<CallEvent> told = new ArrayList<>();
  final List<CommandResult> results = new ArrayList<>();
  final List<LiveLeg> noted = new ArrayList<>();
  final List<LegId> notedEnds = new ArrayList<>();
  final List<String> sent = new ArrayList<>();
  final List<Ending> closings = new ArrayList<>();
  private Session events = inbound();
  private Session commands = events;

  private Session inbound() {
    InboundSession session =
        new InboundSession(
            new Credentials(null, "secret"),
            memory,
            ADDRESS,
            SETTINGS,
            new InboundSession.Port(
                this, (state, at) -> {}, () -> {}, () -> true, holder -> false));
    commands = session.commands(this);
    return session.events(this);
  }

  /** Connects anew, and has the switch list these rows of channels. */
  void connect(String... rows) throws MalformedFrame {
    events = inbound();
    hear(events, AUTH, OK, OK);
    hear(commands, AUTH, OK, api("v"), api("c"));
    answer("{\"row_count\":%d,\"rows\":[%s]}".formatted(rows.length, String.join(",", rows)));
  }

  void submit(Submitted submitted) {
    commands.submit(submitted, NOW);
  }

  /** Both connections are lost. */
  void lose() {
    commands.closed(NOW);
    events.closed(NOW);
  }

  /** The switch has taken the job that it was sent last, and now tells what came of it. */
  void jobDone(String text) throws MalformedFrame {
    String job = sent.getLast();
    hear(commands, OK);
    tells("BACKGROUND_JOB", "", "Job-UUID", job.substring(job.lastIndexOf(' ') + 1), "_body", text);
  }

  /** The switch tells what it is asked of itself after the first look at its legs. */
  void tellsOfItself() throws MalformedFrame {
    hear(commands, api("hostname=west\n"), api("false"), api("{}"), api("{}"));
  }

  /** The switch answers what it was asked first. */
  void answer(String text) throws MalformedFrame {
    hear(commands, api(text));
  }

  /** The switch tells of a leg; what it tells besides comes in pairs. */
  void tells(String event, String leg, String... headers) throws MalformedFrame {
    String json = json(event, leg, headers);
    hear(
        events,
        "Content-Length: %d\nContent-Type: text/event-json\n\n%s".formatted(json.length(), json));
  }

  /** As an event is told, or a leg dumped. */
  static String json(String event, String leg, String... headers) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Event-Name", event);
    if (!leg.isEmpty()) {
      all.put("Unique-ID", leg);
    }
    all.put("Core-UUID", "c");
    all.put("Event-Sequence", "1");
    all.put("Event-Date-Timestamp", "1");
    for (int header = 0; header < headers.length; header += 2) {
      all.put(headers[header], headers[header + 1]);
    }
    return all.entrySet().stream()
        .map(header -> "\"%s\":\"%s\"".formatted(header.getKey(), header.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  void tick(Instant now) {
    events.tick(now);
    commands.tick(now);
  }

  /** What was told, by the names on the wire, with the legs. */
  List<String> story() {
    return told.stream()
        .map(event -> WireNames.typeOf(event.getClass()) + " " + event.head().legId())
        .collect(Collectors.toList());
  }

  static void hear(Session session, String... frames) throws MalformedFrame {
    List<Frame> heard = new ArrayList<>();
    byte[] bytes = String.join("", Arrays.asList(frames)).getBytes(UTF_8);
    new FrameDecoder().feed(bytes, 0, bytes.length, heard::add);
    for (Frame frame : heard) {
      session.frame(frame, NOW);
    }
  }

  static String api(String body) {
    return "Content-Type: api/response\nContent-Length: " + body.length() + "\n\n" + body;
  }

  @Override
  public void send(EslRequest request) {
    sent.add(request.text().strip());
  }

  @Override
  public void close(Ending ending) {
    closings.add(ending);
  }

  @Override
  public void publish(CallEvent event) {
    told.add(event);
  }

  @Override
  public void publish(SwitchEvent event) {}

  @Override
  public void publish(CommandResult result, @Nullable String traceparent) {
    results.add(result);
  }

  @Override
  public void publishRaw(ReturnAddress address, CallId call, byte[] json) {}

  @Override
  public void reject(SwitchId switchId, byte[] body, String reason) {
    throw new AssertionError(reason);
  }

  @Override
  public void lives(LiveLeg leg, ReturnAddress address) {
    noted.add(leg);
  }

  @Override
  public void ended(LegId leg, ReturnAddress address) {
    notedEnds.add(leg);
  }
}
