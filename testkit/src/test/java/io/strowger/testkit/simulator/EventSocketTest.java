package io.strowger.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.strowger.testkit.capture.Capture;
import io.strowger.testkit.capture.CapturedEvent;
import io.strowger.testkit.capture.CapturedFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventSocketTest {

  private final SwitchSimulator simulator = SwitchSimulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void refuses_a_wrong_password_with_the_captured_bytes() {
    // Given
    Capture captured = Capture.load("inbound-auth-refused");

    // When
    try (Controller controller = Controller.connect(simulator)) {
      controller.send(new String(captured.toSwitch(), StandardCharsets.UTF_8));

      // Then
      await().until(() -> controller.bytes().length >= captured.fromSwitch().length);
      assertThat(controller.bytes()).isEqualTo(captured.fromSwitch());
    }
  }

  @Test
  void answers_protocol_commands_with_the_captured_replies() {
    // Given
    List<String> captured = replyTexts("inbound-json-park-bridge-answer-hangup");

    // When
    try (Controller controller = Controller.connect(simulator)) {
      controller.command("auth ClueCon\n\n");
      controller.command("event json ALL\n\n");
      controller.command("nixevent RE_SCHEDULE\n\n");
      controller.command("noevents\n\n");
      controller.command("exit\n\n");

      // Then
      List<String> texts =
          controller.replies().stream().map(frame -> frame.headers().get("reply-text")).toList();
      assertThat(texts).isEqualTo(captured.stream().filter(text -> !text.equals("+OK")).toList());
      await()
          .until(() ->
              new String(controller.bytes(), StandardCharsets.UTF_8)
                  .endsWith("See you at ClueCon! http://www.cluecon.com/\n"));
    }
  }

  @Test
  void sends_only_the_events_that_were_subscribed() {
    // When
    try (Controller controller = Controller.connect(simulator)) {
      controller.command("auth ClueCon\n\n");
      controller.command("event json CHANNEL_CREATE CHANNEL_PARK\n\n");
      SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
      controller.awaitEvent("CHANNEL_PARK", call.uuid());

      // Then
      assertThat(controller.events())
          .extracting(CapturedEvent::name)
          .containsExactly("CHANNEL_CREATE", "CHANNEL_PARK");
    }
  }

  @Test
  void the_plain_event_says_the_same_as_the_json_one() {
    // Given
    try (Controller json = Controller.hearingAll(simulator);
        Controller plain = Controller.connect(simulator)) {
      plain.command("auth ClueCon\n\n");
      plain.command("event plain ALL\n\n");

      // When
      SimulatedCall call =
          simulator.place(CallScript.call("1002", "61400000000").named("Zoë \"Z\" O'Brien"));

      // Then
      CapturedEvent one = json.awaitEvent("CHANNEL_PARK", call.uuid());
      CapturedEvent other = plain.awaitEvent("CHANNEL_PARK", call.uuid());
      assertThat(other.headers()).isEqualTo(one.headers());
      assertThat(other.header("Caller-Caller-ID-Name")).isEqualTo("Zoë \"Z\" O'Brien");
    }
  }

  @Test
  void answers_api_commands_as_captured() {
    // Given
    simulator.farEnds().asCaptured();
    try (Controller controller = Controller.hearingAll(simulator)) {
      assertThat(controller.api("show channels as json")).isEqualTo("{\"row_count\": 0}\n");
      SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
      String uuid = call.uuid();

      // Then
      assertThat(controller.api("status")).contains("is ready\n1 session(s) since startup");
      assertThat(controller.api("global_getvar")).contains("core_uuid=" + simulator.coreUuid());
      assertThat(controller.api("show channels as json")).contains("\"uuid\":\"" + uuid + "\"");
      assertThat(controller.api("uuid_dump " + uuid + " json"))
          .startsWith("{\"Event-Name\":\"CHANNEL_DATA\"")
          .contains("\"variable_sip_to_user\":\"61400000000\"");
      assertThat(controller.api("uuid_exists " + uuid)).isEqualTo("true");
      assertThat(controller.api("uuid_setvar " + uuid + " note value: with colon, comma"))
          .isEqualTo("+OK\n");
      assertThat(controller.api("uuid_getvar " + uuid + " note"))
          .isEqualTo("value: with colon, comma");
      assertThat(controller.api("uuid_kill 1")).isEqualTo("-ERR No such channel!\n");
      assertThat(controller.api("uuid_exists 1")).isEqualTo("false");
      assertThat(controller.api("no_such_command"))
          .isEqualTo("-ERR no_such_command Command not found!\n");
      assertThat(controller.api("originate nonsense")).startsWith("-USAGE: <call url> <exten>");
      assertThat(controller.api("originate sofia/internal/9404@127.0.0.1:5080 &park()"))
          .isEqualTo("-ERR UNALLOCATED_NUMBER\n");
    }
  }

  @Test
  void a_background_job_answers_under_the_chosen_uuid() {
    // Given
    simulator.farEnds().asCaptured();
    try (Controller controller = Controller.hearingAll(simulator)) {

      // When
      CapturedFrame reply =
          controller.command(
              "bgapi originate {origination_uuid=cccccccc-0000-4000-8000-000000000001}"
                  + "sofia/internal/9197@127.0.0.1:5080 &park()\n"
                  + "Job-UUID: cccccccc-0000-4000-8000-0000000000ff\n\n");

      // Then
      assertThat(reply.headers()).containsEntry("job-uuid", "cccccccc-0000-4000-8000-0000000000ff");
      await().until(() -> !controller.events("BACKGROUND_JOB").isEmpty());
      CapturedEvent job = controller.events("BACKGROUND_JOB").getFirst();
      assertThat(job.body()).isEqualTo("+OK cccccccc-0000-4000-8000-000000000001\n");
      assertThat(job.header("Job-UUID")).isEqualTo("cccccccc-0000-4000-8000-0000000000ff");
      controller.awaitEvent("CHANNEL_PARK", "cccccccc-0000-4000-8000-000000000001");
    }
  }

  @Test
  void shows_every_byte_of_every_command() {
    // Given
    SimulatedCall call = simulator.place(CallScript.call("1002", "61400000000"));
    String message =
        "sendmsg %s\ncall-command: execute\nexecute-app-name: set\n".formatted(call.uuid())
            + "content-type: text/plain\ncontent-length: 9\n\nnote=a\r\nb";

    // When
    try (Controller controller = Controller.hearingAll(simulator)) {
      controller.command(message);
    }

    // Then
    ReceivedCommand last = simulator.commands().getLast();
    assertThat(last.text()).isEqualTo(message);
    assertThat(last.executes("set")).isTrue();
    assertThat(last.body()).isEqualTo("note=a\r\nb");
    assertThat(simulator.variable(call.uuid(), "note")).isEqualTo("a\r\nb");
  }

  @Test
  void beats_its_heart() {
    // Given
    SwitchSettings quick = SwitchSettings.standard().beatingEvery(Duration.ofMillis(50));
    try (SwitchSimulator beating = SwitchSimulator.start(quick);
        Controller controller = Controller.hearingAll(beating)) {

      // Then
      await().until(() -> controller.events("HEARTBEAT").size() > 1);
      assertThat(controller.events("HEARTBEAT").getFirst().header("Event-Info"))
          .isEqualTo("System Ready");
    }
  }

  @Test
  void connections_can_be_dropped_refused_and_turned_away() {
    // Given
    Controller before = Controller.hearingAll(simulator);

    // When
    simulator.refuseConnections();
    simulator.dropConnections();

    // Then
    await().until(() -> simulator.connections() == 0);
    assertThatThrownBy(() -> Controller.connect(simulator)).hasMessageContaining("refused");

    // When
    simulator.acceptConnections();
    simulator.rejectConnections();

    // Then
    try (Controller rejected = Controller.connect(simulator)) {
      await()
          .until(() ->
              new String(rejected.bytes(), StandardCharsets.UTF_8)
                  .startsWith("Content-Type: text/rude-rejection"));
    }
    before.close();
  }

  @Test
  void a_restart_forgets_calls_and_changes_the_core_uuid() {
    // Given
    String before = simulator.coreUuid();
    simulator.place(CallScript.call("1002", "61400000000"));

    // When
    simulator.restart();

    // Then
    assertThat(simulator.legs()).isEmpty();
    assertThat(simulator.coreUuid()).isNotEqualTo(before);
    try (Controller again = Controller.hearingAll(simulator)) {
      assertThat(again.api("show channels as json")).isEqualTo("{\"row_count\": 0}\n");
    }
  }

  private static List<String> replyTexts(String capture) {
    return Capture.load(capture).frames().stream()
        .filter(frame -> frame.headers().containsKey("reply-text"))
        .map(frame -> frame.headers().get("reply-text"))
        .toList();
  }
}
