package io.strowger.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.MediaCommand;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchStatus;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.testkit.simulator.CallScript;
import io.strowger.testkit.simulator.CallStage;
import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.SimulatedCall;
import io.strowger.testkit.simulator.SwitchSettings;
import io.strowger.testkit.simulator.SwitchSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands by Kafka to a simulated switch, and their results. */
class EveryCommandIT {
  private final SwitchSimulator simulated =
      SwitchSimulator.start(SwitchSettings.standard().named("fs-b"));
  private final GatewayUnderTest gateway =
      new GatewayUnderTest("ClueCon", SwitchAddress.parse("west=127.0.0.1:" + simulated.port()));
  private CallEvent.CallParked parked;
  private SimulatedCall call;

  @BeforeEach
  void park() {
    simulated
        .farEnds()
        .gateway("carrier", FarEnd.answersAtOnce().hangingUpAfter(Duration.ofSeconds(60)));
    gateway.awaitStatus(ConnectionState.UP);
    call = simulated.place(CallScript.call("61399999995", "61411111111"));
    parked = gateway.awaitPark();
  }

  @AfterEach
  void close() {
    gateway.close();
    simulated.close();
  }

  @Test
  void a_caller_hears_presses_is_recorded_and_referred() {
    completes(new LegCommand.RingLeg(head()));
    completes(new LegCommand.PreAnswerLeg(head()));
    completes(new CallCommand.AnswerLeg(head()));
    completes(new CallCommand.PlayMedia(head(), "ivr/hello.wav"));
    assertThat(result(new CallCommand.PlayMedia(head(), "missing/hello.wav")).outcome())
        .isEqualTo(CommandOutcome.FAILED);
    CallCommand longOne = new CallCommand.PlayMedia(head(), "ivr/long.wav");
    gateway.send(longOne);
    completes(new MediaCommand.StopMedia(head()));
    assertThat(awaited(longOne).outcome()).isEqualTo(CommandOutcome.COMPLETED);
    completes(record(MediaCommand.RecordingAction.START));
    completes(record(MediaCommand.RecordingAction.MASK));
    completes(record(MediaCommand.RecordingAction.UNMASK));
    assertThat(result(record(MediaCommand.RecordingAction.STOP)).values())
        .containsEntry("record_ms", "1000");
    completes(new MediaCommand.SendDigits(head(), "1234#"));
    completes(new MediaCommand.MuteLeg(head(), MediaCommand.Direction.READ));
    completes(new MediaCommand.UnmuteLeg(head()));
    completes(new LegCommand.HoldLeg(head()));
    completes(new LegCommand.ResumeLeg(head()));
    completes(new LegCommand.RenegotiateMedia(head(), List.of("PCMU")));
    completes(new LegCommand.RouteMedia(head(), true));
    completes(new LegCommand.CheckLeg(head()));
    completes(new CallCommand.SetVariables(head(), Map.of("note", "it's 5€")));
    assertThat(result(new LegCommand.QueryLeg(head(), List.of("variable_note"))).values())
        .isEqualTo(Map.of("variable_note", "it\\'s 5€"));
    completes(new LegCommand.ScheduleTransfer(head(), 90, "100", "public", "later"));
    completes(new CallCommand.CancelScheduledHangUp(head(), "later"));
    completes(new LegCommand.TransferLeg(head(), "100", "public", LegCommand.Moved.THIS_LEG));
    completes(new LegCommand.DeflectLeg(head(), "sip:4420@192.0.2.9"));
    call.await(CallStage.ENDED);
    assertThat(result(new LegCommand.CheckLeg(head())).outcome()).isEqualTo(CommandOutcome.GONE);
    assertThat(result(new LegCommand.HoldLeg(head())).outcome()).isEqualTo(CommandOutcome.GONE);
    assertThat(result(new CallCommand.AnswerLeg(head())).outcome()).isEqualTo(CommandOutcome.GONE);
  }

  @Test
  void a_caller_enters_digits_before_he_is_connected() {
    // Given
    CallCommand collect =
        new MediaCommand.CollectDigits(head(), "ivr/enter.wav", null, 1, 4, 1, 60_000, "#");
    gateway.send(collect);
    CallCommand bridge =
        new CallCommand.BridgeCall(head(), dial(), null, null, null, null, Map.of());
    gateway.send(bridge);
    Awaitility.await()
        .until(
            () -> simulated.commands().stream().anyMatch(c -> c.executes("play_and_get_digits")));

    // When
    simulated.console("uuid_recv_dtmf " + call.uuid() + " 42#", answer -> {});

    // Then
    assertThat(awaited(collect).values()).isEqualTo(Map.of("digits", "42"));
    gateway.await(CallEvent.LegsBridged.class, event -> true);
    completes(new LegCommand.TransferAttended(head(), unreachable()), CommandOutcome.FAILED);
    completes(new CallCommand.ParkLeg(head()));
    completes(new MediaCommand.StopMedia(head()));
  }

  @Test
  void other_legs_listen_and_are_joined() {
    // Given
    completes(new CallCommand.AnswerLeg(head()));
    String third = UUID.randomUUID().toString();
    CommandHead ofThird = head(third);

    // When
    assertThat(result(new CallCommand.OriginateLeg(ofThird, dial())).outcome())
        .isEqualTo(CommandOutcome.COMPLETED);
    completes(
        new LegCommand.EavesdropLeg(
            head(UUID.randomUUID().toString()), dial(), parked.head().legId()));
    completes(new LegCommand.BridgeLegs(head(), new LegId(third)));

    // Then
    gateway.await(CallEvent.LegsBridged.class, event -> true);
    assertThat(result(new LegCommand.BridgeLegs(head(), new LegId("nobody"))).outcome())
        .isEqualTo(CommandOutcome.FAILED);
    completes(
        new SwitchCommand.HangUpAll(
            ofSwitch(), HangupCause.NORMAL_CLEARING, "call_uuid", call.uuid()));
  }

  @Test
  void a_switch_is_asked_and_told_by_operators() {
    completes(new SwitchCommand.PauseSwitch(ofSwitch()));
    completes(new SwitchCommand.ResumeSwitch(ofSwitch()));
    completes(new SwitchCommand.RescanProfile(ofSwitch(), "internal"));
    completes(new SwitchCommand.RescanProfile(ofSwitch(), "nosuch"), CommandOutcome.FAILED);
    completes(new SwitchCommand.ReloadXml(ofSwitch()));
    completes(new SwitchCommand.ReloadAcl(ofSwitch()));
    assertThat(
            result(new SwitchCommand.ListOnSwitch(ofSwitch(), SwitchCommand.Listed.CHANNELS))
                .values()
                .get("reply"))
        .contains(call.uuid());
    assertThat(result(new SwitchCommand.QueryGlobalVariable(ofSwitch(), "recordings_dir")).values())
        .containsEntry("reply", "/usr/local/freeswitch/recordings");
    assertThat(result(new SwitchCommand.ExecuteApi(ofSwitch(), "status", "")).values().get("reply"))
        .startsWith("UP ");
    completes(new SwitchCommand.ExecuteApi(ofSwitch(), "system", "id"), CommandOutcome.FAILED);
    gateway.await(
        SwitchEvent.RawCommandAudited.class, entry -> entry.command().startsWith("system"));
    assertThat(simulated.commands()).noneMatch(command -> command.text().contains("system id"));
  }

  @Test
  void the_switchs_inventory_is_published_with_its_status() {
    SwitchStatus status = gateway.await(SwitchStatus.class, told -> told.inventory() != null);

    SwitchInventory inventory = status.inventory();
    assertThat(inventory).isNotNull();
    assertThat(inventory.folders()).containsKeys("recordings_dir", "sounds_dir", "log_dir");
    assertThat(status.capabilities()).contains("codec:AMR=real", "wss");
  }

  private MediaCommand.RecordLeg record(MediaCommand.RecordingAction action) {
    return new MediaCommand.RecordLeg(head(), action, "2026/call.wav", null);
  }

  private void completes(CallCommand command) {
    completes(command, CommandOutcome.COMPLETED);
  }

  private void completes(CallCommand command, CommandOutcome outcome) {
    CommandResult result = result(command);
    assertThat(result.outcome()).as(result.toString()).isEqualTo(outcome);
  }

  private CommandResult result(CallCommand command) {
    gateway.send(command);
    return awaited(command);
  }

  private CommandResult awaited(CallCommand command) {
    return gateway.awaitResult(command.head().commandId().value());
  }

  private static Attempt dial() {
    return dial("gateway/carrier");
  }

  private static Attempt unreachable() {
    return dial("gateway/nosuch");
  }

  private static Attempt dial(String trunk) {
    return new Attempt(
        new CarrierId("carrier-1"), 1, new Trunk(trunk), "4420", null, null, 20, null, List.of());
  }

  private CommandHead head() {
    return head(parked.head().legId().value());
  }

  private CommandHead head(String leg) {
    return new CommandHead(
        new CommandId(UUID.randomUUID().toString()),
        parked.head().switchId(),
        parked.head().callId(),
        new LegId(leg),
        Instant.now().plusSeconds(60),
        "operator",
        parked.head().returnEpoch());
  }

  private CommandHead ofSwitch() {
    return CommandHead.ofSwitch(
        new CommandId(UUID.randomUUID().toString()),
        parked.head().switchId(),
        Instant.now().plusSeconds(60),
        "operator",
        parked.head().returnEpoch());
  }
}
