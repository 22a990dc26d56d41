package io.strowger.gateway.control;

import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.wire.WireNames;
import java.time.Instant;

/** What is written down of commands about a switch. */
final class AuditEntries {
  private static final int MAX_REPLY = 4096;

  private AuditEntries() {}

  static SwitchEvent of(SwitchCommand command, Verdict verdict, Instant now) {
    var head = command.head();
    return new SwitchEvent.RawCommandAudited(
        new SwitchEvent.Head(
            new EventId("audit:" + head.commandId().value()), head.switchId(), now),
        head.sender(),
        line(command),
        cut(verdict.outcome() + " " + reply(verdict)));
  }

  private static String line(SwitchCommand command) {
    return switch (command) {
      case SwitchCommand.ExecuteApi execute -> cut(execute.api() + " " + execute.arguments());
      case SwitchCommand.HangUpAll all ->
          cut("hupall " + all.cause() + " " + all.variable() + " " + all.value());
      case SwitchCommand.RescanProfile rescan -> cut("rescan_profile " + rescan.profile());
      case SwitchCommand.ListOnSwitch list -> "list_on_switch " + list.listed();
      case SwitchCommand.QueryGlobalVariable query -> cut("query_global_variable " + query.name());
      case SwitchCommand.PauseSwitch _,
          SwitchCommand.ResumeSwitch _,
          SwitchCommand.ReloadXml _,
          SwitchCommand.ReloadAcl _ ->
          WireNames.typeOf(command.getClass());
    };
  }

  private static String reply(Verdict verdict) {
    var values = verdict.values();
    String reply = values == null ? verdict.detail() : values.get("reply");
    return reply == null ? "" : reply;
  }

  private static String cut(String text) {
    return text.length() <= MAX_REPLY ? text : text.substring(0, MAX_REPLY);
  }
}
