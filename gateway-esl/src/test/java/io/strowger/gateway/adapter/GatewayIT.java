package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.ReceivedCommand;
import io.strowger.testkit.simulator.SimulatedCall;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayIT {
  private static final String PASSWORD = "strong-lab-password";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SwitchSimulator simulated =
      SwitchSimulator.start(SwitchSettings.standard().named("fs-b").withPassword(PASSWORD));
  private final GatewayUnderTest gateway =
      new GatewayUnderTest(PASSWORD, SwitchAddress.parse("west=127.0.0.1:" + simulated.port()));

  @BeforeEach
  void connect() {
    simulated.farEnds().asCaptured().gateway("carrier", FarEnd.answersAtOnce());
    gateway.awaitStatus(ConnectionState.UP);
  }

  @AfterEach
  void close() {
    gateway.close();
    simulated.close();
  }

  @Test
  void bridges_a_parked_call_and_tells_all_of_it() {
    // Given
    simulated.place(
        CallScript.call("61399999995", "61411111111")
            .named("Zoë O'Brien")
            .with("strowger_account", "1002"));
    CallEvent.CallParked parked = gateway.awaitPark();

    // When
    CallCommand.BridgeCall bridge = bridge(parked, "gateway/carrier", "4420");
    gateway.send(bridge);
    gateway.await(CallEvent.LegsBridged.class, event -> true);
    gateway.send(new CallCommand.HangUpLeg(head(parked, "bye"), HangupCause.NORMAL_CLEARING));

    // Then
    assertThat(gateway.awaitResult("bye").outcome()).isEqualTo(CommandOutcome.COMPLETED);
    CommandResult result = gateway.awaitResult(bridge.head().commandId().value());
    assertThat(result.outcome()).isEqualTo(CommandOutcome.COMPLETED);
    assertThat(result.carrier()).isEqualTo(new CarrierId("carrier-1"));
    CallEvent.LegHungUp caller = hungUp(LegRole.A_LEG);
    CallEvent.LegHungUp called = hungUp(LegRole.B_LEG);
    assertThat(caller.head().callId()).isEqualTo(called.head().callId());
    assertThat(String.valueOf(caller.leg().account())).isEqualTo("1002");
    assertThat(called.leg().carrier()).isEqualTo(new CarrierId("carrier-1"));
    assertThat(called.leg().attempt()).isEqualTo(1);
    assertThat(called.leg().sipCallId()).isEqualTo(caller.leg().sipCallId());
    assertThat(caller.times().answeredAt()).isNotNull();
    assertThat(parked.head().switchId().value()).isEqualTo("west");
  }

  @Test
  void tells_the_status_of_each_failed_attempt_and_goes_on() {
    // Given
    simulated.place(CallScript.call("61399999995", "61411111111"));
    CallEvent.CallParked parked = gateway.awaitPark();

    // When
    CommandResult unavailable = attempt(parked, "internal/127.0.0.1:5080", "9503");
    CommandResult silent = attempt(parked, "internal/127.0.0.1:5080", "9000");
    CommandResult unknown = attempt(parked, "gateway/nope", "1");
    CallCommand.BridgeCall last = bridge(parked, "internal/127.0.0.1:5080", "9197");
    gateway.send(last);

    // Then
    assertThat(unavailable.outcome()).isEqualTo(CommandOutcome.FAILED);
    assertThat(String.valueOf(unavailable.sipStatus())).contains("503");
    assertThat(String.valueOf(unavailable.cause())).isEqualTo("NORMAL_TEMPORARY_FAILURE");
    assertThat(silent.sipStatus()).isNull();
    assertThat(String.valueOf(silent.cause())).isEqualTo("NO_ANSWER");
    assertThat(String.valueOf(unknown.cause())).isEqualTo("INVALID_GATEWAY");
    assertThat(unknown.sipStatus()).isNull();
    gateway.await(CallEvent.LegsBridged.class, event -> true);
  }

  @Test
  void tells_that_the_caller_gave_up() {
    // Given
    simulated.place(
        CallScript.call("61399999995", "61411111111").givingUpAfter(Duration.ofSeconds(1)));
    CallEvent.CallParked parked = gateway.awaitPark();

    // When
    CommandResult result = attempt(parked, "internal/127.0.0.1:5080", "9000");

    // Then
    assertThat(result.outcome()).isEqualTo(CommandOutcome.GONE);
    assertThat(hungUp(LegRole.A_LEG).end().cause().name()).isEqualTo("ORIGINATOR_CANCEL");
  }

  @Test
  void lets_the_grant_end_the_call_and_a_renewal_replace_it() {
    // Given
    SimulatedCall call = simulated.place(CallScript.call("61399999995", "61411111111"));
    CallEvent.CallParked parked = gateway.awaitPark();
    gateway.send(
        new CallCommand.BridgeCall(
            head(parked, UUID.randomUUID().toString()),
            dial("gateway/carrier", "4420"),
            60,
            "grant-1",
            null,
            null,
            Map.of()));
    gateway.await(CallEvent.LegsBridged.class, event -> true);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> simulated.scheduledGroups().contains("grant-1"));

    // When
    gateway.send(
        new CallCommand.ScheduleHangUp(
            head(parked, "renewal"), 1, HangupCause.ALLOTTED_TIMEOUT, "grant-2", "grant-1"));

    // Then
    assertThat(gateway.awaitResult("renewal").outcome()).isEqualTo(CommandOutcome.COMPLETED);
    assertThat(simulated.scheduledGroups()).doesNotContain("grant-1");
    call.await(CallStage.ENDED);
    assertThat(hungUp(LegRole.A_LEG).end().cause()).isEqualTo(HangupCause.ALLOTTED_TIMEOUT);
    gateway.send(new CallCommand.CancelScheduledHangUp(head(parked, "cancel"), "grant-2"));
    assertThat(gateway.awaitResult("cancel").outcome()).isEqualTo(CommandOutcome.COMPLETED);
  }

  @Test
  void starts_the_grant_of_a_caller_who_was_answered_before_with_the_far_ends_answer() {
    // Given
    simulated.place(CallScript.call("61399999995", "61411111111"));
    CallEvent.CallParked parked = gateway.awaitPark();
    gateway.send(new CallCommand.AnswerLeg(head(parked, "answer")));
    gateway.awaitResult("answer");

    // When
    gateway.send(
        new CallCommand.BridgeCall(
            head(parked, UUID.randomUUID().toString()),
            dial("gateway/carrier", "4420"),
            60,
            "grant-1",
            null,
            null,
            Map.of(),
            null,
            true,
            Map.of("strowger_unbooked", "answered")));
    gateway.await(CallEvent.LegsBridged.class, event -> true);

    // Then
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> simulated.scheduledGroups().contains("grant-1"));
    gateway.send(new CallCommand.HangUpLeg(head(parked, "bye"), HangupCause.NORMAL_CLEARING));
    assertThat(hungUp(LegRole.A_LEG).variables()).containsEntry("strowger_unbooked", "answered");
  }

  @Test
  void carries_a_call_that_the_switch_brings_itself() {
    // Given
    simulated.place(
        CallScript.call("61399999995", "61411111111")
            .toSocket("127.0.0.1", gateway.gateway().switches().outboundPort()));
    CallEvent.CallParked parked = gateway.awaitPark();

    // When
    CommandResult busy = attempt(parked, "internal/127.0.0.1:5080", "9486");
    CallCommand.BridgeCall bridge = bridge(parked, "gateway/carrier", "4420");
    gateway.send(bridge);
    gateway.await(CallEvent.LegsBridged.class, event -> true);
    gateway.send(new CallCommand.SetVariables(head(parked, "set"), Map.of("note", "it's 5€, a|b")));
    assertThat(gateway.awaitResult("set").outcome()).isEqualTo(CommandOutcome.COMPLETED);
    gateway.send(new CallCommand.HangUpLeg(head(parked, "bye"), HangupCause.NORMAL_CLEARING));

    // Then
    assertThat(String.valueOf(busy.sipStatus())).contains("486");
    assertThat(gateway.awaitResult("bye").outcome()).isEqualTo(CommandOutcome.COMPLETED);
    assertThat(gateway.awaitResult(bridge.head().commandId().value()).outcome())
        .isEqualTo(CommandOutcome.COMPLETED);
    assertThat(hungUp(LegRole.A_LEG).head().callId()).isEqualTo(parked.head().callId());
    assertThat(
            gateway.all(CallEvent.CallParked.class).stream()
                .map(event -> event.head().eventId())
                .distinct())
        .hasSize(1);
    assertThat(eventsOfEachKindAndLeg()).allSatisfy((kind, ids) -> assertThat(ids).hasSize(1));
    assertThat(commands("sendmsg"))
        .filteredOn(command -> command.executes("bridge"))
        .allMatch(command -> command.connection() > 2);
  }

  /** Both connections tell of the call: the same event has the same id. */
  private Map<String, Set<String>> eventsOfEachKindAndLeg() {
    Map<String, Set<String>> ids = new java.util.HashMap<>();
    for (CallEvent event : gateway.all(CallEvent.class)) {
      boolean once =
          event instanceof CallEvent.LegCreated
              || event instanceof CallEvent.LegAnswered
              || event instanceof CallEvent.LegHungUp;
      if (once) {
        ids.computeIfAbsent(
                event.getClass().getSimpleName() + event.head().legId(), kind -> new HashSet<>())
            .add(event.head().eventId().value());
      }
    }
    return ids;
  }

  @Test
  void goes_on_by_the_switch_s_connection_with_a_call_whose_own_is_lost() {
    // Given
    simulated.place(
        CallScript.call("61399999995", "61411111111")
            .toSocket("127.0.0.1", gateway.gateway().switches().outboundPort()));
    CallEvent.CallParked parked = gateway.awaitPark();
    Awaitility.await().atMost(PATIENCE).until(() -> simulated.connections() == 3);

    // When
    simulated.dropConnection(3);
    CallEvent.LegTakenOver taken = gateway.await(CallEvent.LegTakenOver.class, event -> true);
    gateway.send(
        new CallCommand.HangUpLeg(
            new CommandHead(
                new CommandId("bye"),
                parked.head().switchId(),
                parked.head().callId(),
                parked.head().legId(),
                Instant.now().plusSeconds(60),
                "test",
                taken.head().returnEpoch()),
            HangupCause.NORMAL_CLEARING));

    // Then
    assertThat(gateway.awaitResult("bye").outcome()).isEqualTo(CommandOutcome.COMPLETED);
    assertThat(hungUp(LegRole.A_LEG).end().reconstructed()).isFalse();
    assertThat(
            gateway.all(CallEvent.LegHungUp.class).stream()
                .map(event -> event.head().eventId())
                .distinct())
        .hasSize(1);
  }

  @Test
  void bridges_through_a_relay_whose_sdp_both_sides_get() {
    // Given
    SimulatedCall call =
        simulated.place(CallScript.call("61399999995", "61411111111").offeringAmrOnly());
    CallEvent.CallParked parked = gateway.awaitPark();
    CallCommand.BridgeCall bridge =
        new CallCommand.BridgeCall(
            head(parked, UUID.randomUUID().toString()),
            dial("internal/127.0.0.1:5080", "9196"),
            60,
            "grant-1",
            sdp(50000, "104", "AMR"),
            sdp(50002, "8", "PCMA"),
            Map.of());

    // When
    gateway.send(bridge);
    gateway.await(CallEvent.LegsBridged.class, event -> true);

    // Then
    assertThat(call.attempts().getFirst().offer()).contains("m=audio 50002 ").contains("PCMA");
    assertThat(call.sdpsToCaller().getLast()).contains("m=audio 50000 ").contains("AMR/8000");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> simulated.scheduledGroups().contains("grant-1"));
    assertThat(gateway.all(CommandResult.class)).isEmpty();
    gateway.send(new CallCommand.HangUpLeg(head(parked, "bye"), HangupCause.NORMAL_CLEARING));
    assertThat(gateway.awaitResult(bridge.head().commandId().value()).outcome())
        .isEqualTo(CommandOutcome.COMPLETED);
  }

  private static String sdp(int port, String payload, String codec) {
    return "v=0\r\no=tc 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
        + (port + " RTP/AVP " + payload + "\r\na=rtpmap:" + payload + " " + codec + "/8000\r\n")
        + "a=fmtp:104 mode-set=0,2,5,7; octet-align=1\r\na=ptime:20\r\n";
  }

  @Test
  void executes_a_command_once_however_often_it_comes() {
    // Given
    simulated.place(CallScript.call("61399999995", "61411111111"));
    CallEvent.CallParked parked = gateway.awaitPark();
    CallCommand.BridgeCall bridge = bridge(parked, "gateway/carrier", "4420");

    // When
    gateway.send(bridge);
    gateway.send(bridge);
    gateway.await(CallEvent.LegsBridged.class, event -> true);
    gateway.send(bridge);
    gateway.send(new CallCommand.HangUpLeg(head(parked, "bye"), HangupCause.NORMAL_CLEARING));
    gateway.awaitResult("bye");
    hungUp(LegRole.A_LEG);

    // Then
    assertThat(commands("sendmsg")).filteredOn(command -> command.executes("bridge")).hasSize(1);
    assertThat(gateway.all(CommandResult.class))
        .filteredOn(result -> result.commandId().equals(bridge.head().commandId()))
        .hasSize(1);
  }

  @Test
  void answers_what_it_does_not_execute() {
    // Given
    simulated.place(CallScript.call("61399999995", "61411111111"));
    CallEvent.CallParked parked = gateway.awaitPark();
    CommandHead good = head(parked, "x");

    // When
    gateway.sendBytes(
        "{\"type\":\"hang_up_leg\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    gateway.send(
        new CallCommand.AnswerLeg(
            new CommandHead(
                new CommandId("late"),
                good.switchId(),
                good.callId(),
                good.legId(),
                Instant.now().minusSeconds(1),
                "test",
                good.epoch())));
    gateway.send(
        new CallCommand.AnswerLeg(
            new CommandHead(
                new CommandId("old"),
                good.switchId(),
                good.callId(),
                good.legId(),
                good.deadline(),
                "test",
                good.epoch() - 1)));
    gateway.send(
        new CallCommand.AnswerLeg(
            new CommandHead(
                new CommandId("nobody"),
                good.switchId(),
                good.callId(),
                new LegId(UUID.randomUUID().toString()),
                good.deadline(),
                "test",
                good.epoch())));
    gateway.send(new CallCommand.PlayMedia(head(parked, "hostile"), "../../etc/passwd"));

    // Then
    assertThat(gateway.awaitDeadLetter()).contains("command_id");
    assertThat(gateway.awaitResult("late").outcome()).isEqualTo(CommandOutcome.EXPIRED);
    CommandResult old = gateway.awaitResult("old");
    assertThat(old.outcome()).isEqualTo(CommandOutcome.NOT_OWNER);
    assertThat(old.returnEpoch()).isEqualTo(good.epoch());
    assertThat(gateway.awaitResult("nobody").outcome()).isEqualTo(CommandOutcome.GONE);
    CommandResult hostile = gateway.awaitResult("hostile");
    assertThat(hostile.outcome()).isEqualTo(CommandOutcome.FAILED);
    assertThat(hostile.detail()).contains("sounds folder");
  }

  @Test
  void announces_calls_that_arrived_while_nobody_listened() {
    // Given
    gateway.stop();
    SimulatedCall call = simulated.place(CallScript.call("61399999995", "61411111111"));
    call.await(CallStage.PARKED);

    // When
    gateway.startAgain();

    // Then
    CallEvent.CallParked parked = gateway.awaitPark();
    assertThat(parked.head().callId().value()).isEqualTo(call.uuid());
    gateway.send(bridge(parked, "gateway/carrier", "4420"));
    gateway.await(CallEvent.LegsBridged.class, event -> true);
  }

  @Test
  void closes_the_calls_of_a_switch_that_restarted_and_tells_unknown_of_its_commands() {
    // Given
    simulated.place(CallScript.call("61399999995", "61411111111"));
    CallEvent.CallParked parked = gateway.awaitPark();
    CallCommand.BridgeCall bridge = bridge(parked, "gateway/carrier", "4420");
    gateway.send(bridge);
    gateway.await(CallEvent.LegsBridged.class, event -> true);

    // When
    simulated.restart();

    // Then
    assertThat(gateway.awaitResult(bridge.head().commandId().value()).outcome())
        .isEqualTo(CommandOutcome.UNKNOWN);
    CallEvent.LegHungUp end = hungUp(LegRole.A_LEG);
    assertThat(end.end().reconstructed()).isTrue();
    assertThat(end.end().cause().name()).isEqualTo("CRASH");
    assertThat(hungUp(LegRole.B_LEG).end().reconstructed()).isTrue();
    gateway.await(
        SwitchStatus.class,
        status ->
            status.state() == ConnectionState.UP && simulated.coreUuid().equals(status.coreUuid()));
  }

  @Test
  void finds_legs_that_ended_while_the_connection_was_lost() {
    // Given
    SimulatedCall call = simulated.place(CallScript.call("61399999995", "61411111111"));
    gateway.awaitPark();
    simulated.refuseConnections();
    simulated.dropConnections();
    gateway.awaitStatus(ConnectionState.DOWN);
    simulated.console("uuid_kill " + call.uuid(), _ -> {});
    call.await(CallStage.ENDED);

    // When
    simulated.acceptConnections();

    // Then
    assertThat(hungUp(LegRole.A_LEG).end().reconstructed()).isTrue();
  }

  @Test
  void tells_a_refused_password_from_a_lost_connection() {
    // Given
    SwitchAddress address = SwitchAddress.parse("east=127.0.0.1:" + simulated.port());

    // When
    try (GatewayUnderTest stranger = new GatewayUnderTest("wrong", address)) {
      // Then
      assertThat(stranger.awaitStatus(ConnectionState.REFUSED).owner()).isEqualTo("gateway-esl-0");
    }
  }

  private CommandResult attempt(CallEvent.CallParked parked, String trunk, String number) {
    CallCommand.BridgeCall bridge = bridge(parked, trunk, number);
    gateway.send(bridge);
    return gateway.awaitResult(bridge.head().commandId().value());
  }

  private static CallCommand.BridgeCall bridge(
      CallEvent.CallParked parked, String trunk, String number) {
    return new CallCommand.BridgeCall(
        head(parked, UUID.randomUUID().toString()),
        dial(trunk, number),
        null,
        null,
        null,
        null,
        Map.of());
  }

  private static Attempt dial(String trunk, String number) {
    return new Attempt(
        new CarrierId("carrier-1"), 1, new Trunk(trunk), number, null, null, 2, null, List.of());
  }

  private static CommandHead head(CallEvent.CallParked parked, String id) {
    return new CommandHead(
        new CommandId(id),
        parked.head().switchId(),
        new CallId(parked.head().callId().value()),
        parked.head().legId(),
        Instant.now().plusSeconds(60),
        "test",
        parked.head().returnEpoch());
  }

  private CallEvent.LegHungUp hungUp(LegRole role) {
    return gateway.await(CallEvent.LegHungUp.class, end -> end.leg().role() == role);
  }

  private List<ReceivedCommand> commands(String verb) {
    return simulated.commands().stream().filter(command -> command.verb().equals(verb)).toList();
  }
}
