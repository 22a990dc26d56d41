package io.strowger.gateway.control;

import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.Dialplan;
import io.strowger.contracts.command.LegCommand;
import io.strowger.gateway.call.HangupCauses;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of commands about a leg's place in its call. */
final class LegPlanning {
  private final BridgePlanning bridges;

  LegPlanning(BridgePlanning bridges) {
    this.bridges = bridges;
  }

  List<Step> steps(LegCommand command) {
    String uuid = command.head().legId().value();
    return switch (command) {
      case LegCommand.RingLeg _ -> api("uuid_ring_ready " + uuid);
      case LegCommand.PreAnswerLeg _ -> api("uuid_pre_answer " + uuid);
      case LegCommand.BridgeLegs bridge -> api("uuid_bridge " + uuid + " " + bridge.otherLegId());
      case LegCommand.TransferLeg transfer -> transfer(uuid, transfer);
      case LegCommand.TransferAttended attended ->
          List.of(
              new Step.Run(
                  "att_xfer", bridges.dialString(attended.dial()), LegPlanning::consulted));
      case LegCommand.DeflectLeg deflect ->
          api("uuid_deflect " + uuid + " " + Words.sipUri(deflect.destination()));
      case LegCommand.ScheduleTransfer later -> ifAlive(uuid, later(uuid, later));
      case LegCommand.HoldLeg _ -> ifAlive(uuid, "uuid_hold " + uuid);
      case LegCommand.ResumeLeg _ -> ifAlive(uuid, "uuid_hold off " + uuid);
      case LegCommand.RenegotiateMedia renegotiate -> api(renegotiate(uuid, renegotiate.codecs()));
      case LegCommand.RouteMedia route ->
          api("uuid_media " + (route.throughSwitch() ? "" : "off ") + uuid);
      case LegCommand.EavesdropLeg eavesdrop ->
          List.of(
              bridges.originate(
                  eavesdrop, eavesdrop.dial(), "eavesdrop(" + eavesdrop.listenTo() + ")"));
      case LegCommand.QueryLeg query ->
          List.of(
              new Step.Ask(
                  "uuid_dump " + uuid + " json",
                  reply -> new Step.Answer.End(dumped(reply, query.names()))));
      case LegCommand.CheckLeg _ ->
          List.of(new Step.Ask("uuid_exists " + uuid, LegPlanning::exists));
    };
  }

  private static List<Step> api(String command) {
    return List.of(new Step.Api(command, false));
  }

  /** One {@code uuid_setvar} each, in the map's order. */
  static List<Step> variables(String uuid, Map<String, String> variables) {
    List<Step> steps = new ArrayList<>();
    variables.forEach((name, value) -> {
      String safe = Words.apiValue(VariableNames.require(name), value);
      steps.add(new Step.Api("uuid_setvar " + uuid + " " + name + " " + safe, false));
    });
    return steps;
  }

  /**
   * {@code uuid_hold} says that it has put on hold a leg that does not exist, and {@code sched_api}
   * looks at no leg before its time comes.
   */
  static List<Step> ifAlive(String uuid, String command) {
    return List.of(
        new Step.Ask(
            "uuid_exists " + uuid,
            exists ->
                exists.strip().equals("false")
                    ? new Step.Answer.End(Verdict.of(CommandOutcome.GONE, null))
                    : new Step.Answer.Then(new Step.Api(command, false))));
  }

  /** A timer goes only once the leg is elsewhere: one that stays where it is keeps it. */
  private static List<Step> transfer(String uuid, LegCommand.TransferLeg transfer) {
    String moved =
        switch (transfer.moved()) {
          case THIS_LEG -> "";
          case OTHER_LEG -> "-bleg ";
          case BOTH_LEGS -> "-both ";
        };
    List<Step> steps =
        new ArrayList<>(
            api(
                "uuid_transfer "
                    + uuid
                    + " "
                    + moved
                    + Dialplan.requireExtension(transfer.extension())
                    + " XML "
                    + Dialplan.requireContext(transfer.context())));
    String group = transfer.endsGroup();
    if (group != null) {
      steps.add(new Step.Api("sched_del " + Words.group(group), true));
    }
    return steps;
  }

  private static String later(String uuid, LegCommand.ScheduleTransfer later) {
    int seconds = Words.seconds("after_seconds", later.afterSeconds(), Planning.MAX_TIMER_SECONDS);
    return "sched_api +"
        + seconds
        + " "
        + Words.group(later.group())
        + " uuid_transfer "
        + uuid
        + " "
        + Dialplan.requireExtension(later.extension())
        + " XML "
        + Dialplan.requireContext(later.context());
  }

  private static String renegotiate(String uuid, List<String> codecs) {
    return codecs.isEmpty()
        ? "uuid_media_reneg " + uuid
        : "uuid_media_reneg "
            + uuid
            + " ="
            + codecs.stream().map(Words::codec).collect(Collectors.joining(","));
  }

  private static Step.Answer exists(String reply) {
    return new Step.Answer.End(
        reply.strip().equals("true")
            ? Verdict.completed(null)
            : Verdict.of(CommandOutcome.GONE, null));
  }

  private static Verdict dumped(String reply, @Nullable List<String> names) {
    try {
      EslEvent dump = EventDecoder.decodeDump(reply.getBytes(StandardCharsets.UTF_8));
      Map<String, String> values = new TreeMap<>();
      dump.forEach((name, value) -> {
        if (names == null || names.contains(name)) {
          values.put(name, value);
        }
      });
      return Verdict.found(values);
    } catch (MalformedFrame unreadable) {
      return Verdict.failed(null, "not a dump: " + unreadable.getMessage());
    }
  }

  private static Verdict consulted(EslEvent completed) {
    String disposition = completed.variable("originate_disposition");
    return "SUCCESS".equals(disposition)
        ? Verdict.completed(null)
        : Verdict.failed(HangupCauses.parse(disposition), disposition);
  }
}
