package io.strowger.gateway.session;

import io.strowger.gateway.esl.Interest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which events the gateway asks a switch for, and what it reads of each. */
public final class Subscription {
  /** Events of legs. */
  static final List<String> CHANNEL_EVENTS =
      List.of(
          "CHANNEL_CREATE",
          "CHANNEL_PARK",
          "CHANNEL_PROGRESS",
          "CHANNEL_PROGRESS_MEDIA",
          "CHANNEL_ANSWER",
          "CHANNEL_BRIDGE",
          "CHANNEL_UNBRIDGE",
          "CHANNEL_HOLD",
          "CHANNEL_UNHOLD",
          "CHANNEL_UUID",
          "CHANNEL_EXECUTE_COMPLETE",
          "RECORD_STOP",
          "CHANNEL_HANGUP_COMPLETE",
          "CHANNEL_DESTROY",
          "DTMF");

  private static final List<String> OWN_VARIABLES = List.of("variable_strowger_", "variable_cgr_");

  private static final Set<String> HEAD =
      Set.of(
          "Core-UUID",
          "Event-Sequence",
          "Event-Date-Timestamp",
          "Unique-ID",
          "Call-Direction",
          "Channel-Call-UUID",
          "Other-Type",
          "Other-Leg-Unique-ID",
          "Answer-State",
          "Caller-Channel-Created-Time",
          "Caller-Channel-Answered-Time",
          "Caller-Caller-ID-Number",
          "Caller-Caller-ID-Name",
          "Caller-Destination-Number",
          "Caller-Network-Addr",
          "variable_originator",
          "variable_originating_leg_uuid",
          "variable_signal_bond",
          "variable_sip_call_id",
          "variable_accountcode");

  private static final Map<String, Set<String>> MORE =
      Map.ofEntries(
          Map.entry(
              "CHANNEL_PARK",
              Set.of("Caller-Context", "variable_switch_r_sdp", "variable_current_application")),
          Map.entry("CHANNEL_PROGRESS_MEDIA", Set.of("variable_switch_r_sdp")),
          Map.entry("CHANNEL_ANSWER", Set.of("variable_switch_r_sdp")),
          Map.entry("CHANNEL_BRIDGE", Set.of("Bridge-A-Unique-ID", "Bridge-B-Unique-ID")),
          Map.entry("CHANNEL_UNBRIDGE", Set.of("Bridge-A-Unique-ID", "Bridge-B-Unique-ID")),
          Map.entry("CHANNEL_UUID", Set.of("Old-Unique-ID")),
          Map.entry("DTMF", Set.of("DTMF-Digit")),
          Map.entry(
              "RECORD_STOP",
              Set.of("Record-File-Path", "variable_record_ms", "variable_record_file_size")),
          Map.entry(
              "CHANNEL_EXECUTE_COMPLETE",
              Set.of(
                  "Application",
                  "Application-Data",
                  "Application-Response",
                  "Application-UUID",
                  "variable_originate_disposition",
                  "variable_originate_failed_cause",
                  "variable_signal_bridge_to")),
          Map.entry(
              "CHANNEL_HANGUP_COMPLETE",
              Set.of(
                  "Hangup-Cause",
                  "variable_start_uepoch",
                  "variable_progress_uepoch",
                  "variable_progress_media_uepoch",
                  "variable_answer_uepoch",
                  "variable_bridge_uepoch",
                  "variable_end_uepoch",
                  "variable_duration",
                  "variable_uduration",
                  "variable_billsec",
                  "variable_billusec",
                  "variable_hangup_cause",
                  "variable_hangup_cause_q850",
                  "variable_sip_invite_failure_status",
                  "variable_sip_term_status",
                  "variable_proto_specific_hangup_cause",
                  "variable_sip_hangup_disposition",
                  "variable_read_codec",
                  "variable_write_codec",
                  "variable_rtp_audio_in_mos",
                  "variable_rtp_audio_in_quality_percentage",
                  "variable_rtp_audio_in_packet_count",
                  "variable_rtp_audio_out_packet_count")));

  private Subscription() {}

  /** The names to ask for: legs, the switch itself, and what stands after {@code CUSTOM}. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(CHANNEL_EVENTS);
    names.addAll(
        List.of(
            "HEARTBEAT",
            "BACKGROUND_JOB",
            "CUSTOM",
            "sofia::gateway_state",
            "sofia::register",
            "sofia::unregister",
            "sofia::expire",
            "strowger::reinvite"));
    return names;
  }

  /** What is read of these events. */
  public static Interest interest() {
    Map<String, Set<String>> fields = new HashMap<>();
    for (String event : CHANNEL_EVENTS) {
      Set<String> wanted = new HashSet<>(HEAD);
      wanted.addAll(MORE.getOrDefault(event, Set.of()));
      fields.put(event, wanted);
    }
    for (String whole : List.of("HEARTBEAT", "BACKGROUND_JOB", "CUSTOM")) {
      fields.put(whole, Set.of());
    }
    return Interest.of(fields, OWN_VARIABLES);
  }
}
