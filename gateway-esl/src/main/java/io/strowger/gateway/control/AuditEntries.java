package io.strowger.gateway.control;

import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.EventId;
import io.strowger.contracts.switches.SwitchEvent;
import io.strowger.contracts.wire.WireNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** What is written down of commands about a switch. */
final class AuditEntries {
  private static final int MAX_REPLY = 4096;
  private static final int MAX_NAME = 150;
  private static final String PREFIX = "audit:";

  private AuditEntries() {}

  static SwitchEvent of(SwitchCommand command, Verdict verdict, Instant now) {
    var head = command.head();
    return new SwitchEvent.RawCommandAudited(
        new SwitchEvent.Head(idOf(head.commandId()), head.switchId(), now),
        head.sender(),
        line(command),
        cut(verdict.outcome() + " " + reply(verdict)));
  }

  /** A command's name may be as long as an event's: what leaves no room is told by its digest. */
  private static EventId idOf(CommandId command) {
    String name = command.value();
    return new EventId(
        PREFIX
            + (name.length() <= MAX_NAME
                ? name
                : UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))));
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
