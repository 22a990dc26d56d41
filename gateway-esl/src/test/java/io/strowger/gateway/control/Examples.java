package io.strowger.gateway.control;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.command.MediaCommand;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A command of every type, with every field filled. */
final class Examples {
  static final String LEG = "c5e17b4b-4757-47f5-bc1d-f12d3ab404c7";
  static final String OTHER = "11112222-0000-4000-8000-000000000001";
  static final String OPERATOR = "operator";
  static final String API = "status";

  private static final String CALLER_SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=caller\r\n";
  private static final String TRUNK_SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=trunk\r\n";

  private Examples() {}

  static CommandHead head() {
    return new CommandHead(
        new CommandId("command-1"),
        new SwitchId("fs-b"),
        new CallId(LEG),
        new LegId(LEG),
        Instant.parse("2036-11-23T19:40:00Z"),
        OPERATOR,
        7);
  }

  static Attempt dial() {
    return new Attempt(
        new CarrierId("carrier-1"),
        1,
        new Trunk("gateway/west"),
        "4420",
        "61399999995",
        "Alice",
        30,
        5,
        List.of("PCMA", "PCMU"));
  }

  static List<CallCommand> all() {
    return List.of(
        new CallCommand.BridgeCall(
            head(),
            dial(),
            60,
            "grant-1",
            CALLER_SDP,
            TRUNK_SDP,
            Map.of("note", "hello"),
            null,
            true,
            Map.of("mark", "carried")),
        new CallCommand.AnswerLeg(head()),
        new CallCommand.HangUpLeg(head(), HangupCause.NORMAL_CLEARING),
        new CallCommand.SetVariables(head(), Map.of("note", "hello")),
        new CallCommand.ScheduleHangUp(
            head(), 90, HangupCause.ALLOTTED_TIMEOUT, "grant-2", "grant-1"),
        new CallCommand.CancelScheduledHangUp(head(), "grant-2"),
        new CallCommand.PlayMedia(head(), "ivr/hello.wav"),
        new CallCommand.OriginateLeg(head(), dial()),
        new CallCommand.ParkLeg(head()),
        new LegCommand.RingLeg(head()),
        new LegCommand.PreAnswerLeg(head()),
        new LegCommand.BridgeLegs(head(), new LegId(OTHER)),
        new LegCommand.TransferLeg(
            head(), "61411111111", "public", LegCommand.Moved.BOTH_LEGS, "grant-1"),
        new LegCommand.TransferAttended(head(), dial()),
        new LegCommand.DeflectLeg(head(), "sip:4420@192.0.2.9:5080"),
        new LegCommand.ScheduleTransfer(head(), 90, "61411111111", "public", "later-1"),
        new LegCommand.HoldLeg(head()),
        new LegCommand.ResumeLeg(head()),
        new LegCommand.RenegotiateMedia(head(), List.of("PCMA", "PCMU")),
        new LegCommand.RouteMedia(head(), false),
        new LegCommand.EavesdropLeg(head(), dial(), new LegId(OTHER)),
        new LegCommand.QueryLeg(head(), List.of("variable_note")),
        new LegCommand.CheckLeg(head()),
        new MediaCommand.StopMedia(head()),
        new MediaCommand.CollectDigits(
            head(), "ivr/enter.wav", "ivr/again.wav", 1, 4, 3, 5_000, "9#"),
        new MediaCommand.SendDigits(head(), "1234#"),
        new MediaCommand.MuteLeg(head(), MediaCommand.Direction.READ),
        new MediaCommand.UnmuteLeg(head()),
        new MediaCommand.RecordLeg(
            head(), MediaCommand.RecordingAction.START, "2026/call.wav", 3_600),
        new MediaCommand.JoinConference(
            head(),
            "room1",
            "default",
            List.of(MediaCommand.ConferenceFlag.MUTE, MediaCommand.ConferenceFlag.DEAF)),
        new SwitchCommand.HangUpAll(head(), HangupCause.NORMAL_CLEARING, "strowger_tenant", "acme"),
        new SwitchCommand.PauseSwitch(head()),
        new SwitchCommand.ResumeSwitch(head()),
        new SwitchCommand.RescanProfile(head(), "internal"),
        new SwitchCommand.ReloadXml(head()),
        new SwitchCommand.ReloadAcl(head()),
        new SwitchCommand.ListOnSwitch(head(), SwitchCommand.Listed.REGISTRATIONS),
        new SwitchCommand.QueryGlobalVariable(head(), "recordings_dir"),
        new SwitchCommand.ExecuteApi(head(), API, "all"));
  }
}
