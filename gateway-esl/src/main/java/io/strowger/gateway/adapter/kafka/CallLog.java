package io.strowger.gateway.adapter.kafka;

import io.strowger.contracts.command.CommandHead;
import org.slf4j.MDC;

/** Puts a command's call, switch and own id beside what is logged meanwhile. */
final class CallLog {
  private static final String CALL = "call_id";
  private static final String COMMAND = "command_id";
  private static final String SWITCH = "switch_id";

  private CallLog() {}

  static void during(CommandHead head, Runnable work) {
    MDC.put(CALL, head.callId().value());
    MDC.put(COMMAND, head.commandId().value());
    MDC.put(SWITCH, head.switchId().value());
    try {
      work.run();
    } finally {
      MDC.remove(CALL);
      MDC.remove(COMMAND);
      MDC.remove(SWITCH);
    }
  }
}
