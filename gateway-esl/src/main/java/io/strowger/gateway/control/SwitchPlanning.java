package io.strowger.gateway.control;

import io.strowger.contracts.command.SwitchCommand;
import java.util.Locale;
import java.util.Map;

/** The step of a command about a switch as a whole. */
final class SwitchPlanning {
  private SwitchPlanning() {}

  static Step step(SwitchCommand command) {
    return switch (command) {
      case SwitchCommand.HangUpAll all ->
          new Step.Api(
              "hupall "
                  + all.cause()
                  + " "
                  + Words.name("variable", all.variable())
                  + " "
                  + Words.word("value", all.value()),
              false);
      case SwitchCommand.PauseSwitch _ -> new Step.Api("fsctl pause", false);
      case SwitchCommand.ResumeSwitch _ -> new Step.Api("fsctl resume", false);
      case SwitchCommand.RescanProfile rescan ->
          new Step.Ask(
              "sofia profile " + Words.name("profile", rescan.profile()) + " rescan",
              SwitchPlanning::rescanned);
      case SwitchCommand.ReloadXml _ -> new Step.Api("reloadxml", false);
      case SwitchCommand.ReloadAcl _ -> new Step.Api("reloadacl", false);
      case SwitchCommand.ListOnSwitch list ->
          new Step.Ask(
              "show " + list.listed().name().toLowerCase(Locale.ROOT) + " as json",
              SwitchPlanning::told);
      case SwitchCommand.QueryGlobalVariable query ->
          new Step.Ask("global_getvar " + Words.name("name", query.name()), SwitchPlanning::told);
      case SwitchCommand.ExecuteApi execute -> new Step.Ask(line(execute), SwitchPlanning::told);
    };
  }

  /** What is asked of the switch, for the audit too. */
  private static String line(SwitchCommand.ExecuteApi execute) {
    String arguments = Words.arguments(execute.arguments());
    String name = Words.name("api", execute.api());
    return arguments.isEmpty() ? name : name + " " + arguments;
  }

  /** The first line tells of the configuration, the second of the profile (mod_sofia.c). */
  private static Step.Answer rescanned(String reply) {
    return new Step.Answer.End(
        reply.contains("+OK") ? Verdict.completed(null) : Verdict.failed(null, reply.strip()));
  }

  private static Step.Answer told(String reply) {
    return new Step.Answer.End(Verdict.found(Map.of("reply", reply.strip())));
  }
}
