package io.strowger.testkit.simulator.event;

import java.util.Map;

/**
 * Where in FreeSWITCH's source each event comes from, as events say it themselves (taken from
 * captured ones).
 */
final class EventOrigin {

  private static final String CHANNEL = "switch_channel.c";
  private static final String MACHINE = "switch_core_state_machine.c";
  private static final String SESSION = "switch_core_session.c";
  private static final HeaderBlock ELSEWHERE = block("switch_event.c", "switch_event_fire", "1");

  private static final Map<String, HeaderBlock> BY_NAME =
      Map.ofEntries(
          Map.entry("API", block("switch_loadable_module.c", "switch_api_execute", "3140")),
          Map.entry("BACKGROUND_JOB", block("mod_event_socket.c", "api_exec", "1580")),
          Map.entry(
              "CHANNEL_STATE", block(CHANNEL, "switch_channel_perform_set_running_state", "2374")),
          Map.entry(
              "CHANNEL_CALLSTATE", block(CHANNEL, "switch_channel_perform_set_callstate", "305")),
          Map.entry("CHANNEL_CREATE", block(MACHINE, "switch_core_session_run", "626")),
          Map.entry("CHANNEL_ORIGINATE", block(MACHINE, "switch_core_session_run", "632")),
          Map.entry(
              "CHANNEL_OUTGOING", block(SESSION, "switch_core_session_outgoing_channel", "687")),
          Map.entry("CHANNEL_EXECUTE", block(SESSION, "switch_core_session_exec", "2897")),
          Map.entry("CHANNEL_EXECUTE_COMPLETE", block(SESSION, "switch_core_session_exec", "2955")),
          Map.entry("CHANNEL_PARK", block("switch_ivr.c", "switch_ivr_park", "1002")),
          Map.entry("CHANNEL_UNPARK", block("switch_ivr.c", "switch_ivr_park", "1166")),
          Map.entry(
              "CHANNEL_PROGRESS",
              block(CHANNEL, "switch_channel_perform_mark_ring_ready_value", "3472")),
          Map.entry(
              "CHANNEL_PROGRESS_MEDIA",
              block(CHANNEL, "switch_channel_perform_mark_pre_answered", "3566")),
          Map.entry(
              "CHANNEL_ANSWER", block(CHANNEL, "switch_channel_perform_mark_answered", "3818")),
          Map.entry(
              "CHANNEL_BRIDGE",
              block("switch_ivr_bridge.c", "switch_ivr_multi_threaded_bridge", "1643")),
          Map.entry(
              "CHANNEL_UNBRIDGE",
              block("switch_ivr_bridge.c", "switch_ivr_multi_threaded_bridge", "1740")),
          Map.entry("CHANNEL_HANGUP", block(CHANNEL, "switch_channel_perform_hangup", "3350")),
          Map.entry(
              "CHANNEL_HANGUP_COMPLETE",
              block(MACHINE, "switch_core_session_reporting_state", "943")),
          Map.entry(
              "CHANNEL_DESTROY", block(SESSION, "switch_core_session_perform_destroy", "1617")),
          Map.entry("CHANNEL_DATA", block("mod_event_socket.c", "parse_command", "2029")),
          Map.entry(
              "CODEC",
              block("switch_core_codec.c", "switch_core_session_set_real_read_codec", "217")),
          Map.entry("PRIVATE_COMMAND", block("switch_ivr.c", "switch_ivr_parse_next_event", "804")),
          Map.entry("HEARTBEAT", block("switch_core.c", "send_heartbeat", "95")),
          Map.entry("RE_SCHEDULE", block("switch_scheduler.c", "switch_scheduler_execute", "73")),
          Map.entry(
              "ADD_SCHEDULE", block("switch_scheduler.c", "switch_scheduler_add_task_ex", "266")),
          Map.entry("DEL_SCHEDULE", block("switch_scheduler.c", "task_thread_loop", "151")));

  private EventOrigin() {}

  static HeaderBlock of(String eventName) {
    return BY_NAME.getOrDefault(eventName, ELSEWHERE);
  }

  private static HeaderBlock block(String file, String function, String line) {
    return new HeaderBlock()
        .put("Event-Calling-File", file)
        .put("Event-Calling-Function", function)
        .put("Event-Calling-Line-Number", line);
  }
}
