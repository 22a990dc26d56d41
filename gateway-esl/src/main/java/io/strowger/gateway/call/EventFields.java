package io.strowger.gateway.call;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.call.LegEnd;
import io.strowger.contracts.call.LegIdentity;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.call.LegTimes;
import io.strowger.contracts.call.LegUsage;
import io.strowger.contracts.call.MediaSummary;
import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.LegId;
import io.strowger.gateway.esl.EslEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes an event's headers and channel variables for what they mean. */
final class EventFields {
  private static final String VARIABLE = "variable_";

  private EventFields() {}

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static @Nullable Instant timeOf(EslEvent event, String variable) {
    long micros = event.micros(VARIABLE + variable);
    return micros == 0 ? null : instant(micros);
  }

  static Instant createdAt(EslEvent event) {
    long micros = event.micros("Caller-Channel-Created-Time");
    return instant(micros == 0 ? event.timestampMicros() : micros);
  }

  static @Nullable Instant answeredAt(EslEvent event) {
    long micros = event.micros("Caller-Channel-Answered-Time");
    return micros == 0 ? null : instant(micros);
  }

  static LegIdentity identity(EslEvent event, LegRole role) {
    return new LegIdentity(
        role,
        legId(event.header("Other-Leg-Unique-ID")),
        event.header("Caller-Caller-ID-Number"),
        event.header("Caller-Caller-ID-Name"),
        event.header("Caller-Destination-Number"),
        event.variable("sip_call_id"),
        event.header("Caller-Network-Addr"),
        account(event),
        carrier(event.variable("strowger_carrier")),
        integer(event.variable("strowger_attempt")));
  }

  static LegTimes times(EslEvent event) {
    Instant created = timeOf(event, "start_uepoch");
    Instant ended = timeOf(event, "end_uepoch");
    return new LegTimes(
        created == null ? createdAt(event) : created,
        timeOf(event, "progress_uepoch"),
        timeOf(event, "progress_media_uepoch"),
        timeOf(event, "answer_uepoch"),
        timeOf(event, "bridge_uepoch"),
        ended == null ? instant(event.timestampMicros()) : ended);
  }

  static LegUsage usage(EslEvent event) {
    return new LegUsage(
        count(event, "duration"),
        count(event, "uduration"),
        count(event, "billsec"),
        count(event, "billusec"));
  }

  static LegEnd end(EslEvent event, LegRole role) {
    return new LegEnd(
        cause(event),
        integer(event.variable("hangup_cause_q850")),
        sipStatus(event, role),
        event.variable("sip_hangup_disposition"),
        false);
  }

  static MediaSummary media(EslEvent event) {
    return new MediaSummary(
        event.variable("read_codec"),
        event.variable("write_codec"),
        decimal(event.variable("rtp_audio_in_mos")),
        decimal(event.variable("rtp_audio_in_quality_percentage")),
        longOrNull(event.variable("rtp_audio_in_packet_count")),
        longOrNull(event.variable("rtp_audio_out_packet_count")));
  }

  static HangupCause cause(EslEvent event) {
    String name = event.variable("hangup_cause");
    HangupCause cause = HangupCauses.parse(name == null ? event.header("Hangup-Cause") : name);
    return cause == null ? HangupCause.NORMAL_UNSPECIFIED : cause;
  }

  /**
   * What was answered to the leg's INVITE. On a caller's leg {@code sip_invite_failure_status} is
   * what its last attempt failed with, and nothing of its own.
   */
  static @Nullable SipStatus sipStatus(EslEvent event, LegRole role) {
    SipStatus refused =
        role == LegRole.A_LEG ? null : status(event.variable("sip_invite_failure_status"));
    SipStatus ended = refused == null ? status(event.variable("sip_term_status")) : refused;
    String specific = event.variable("proto_specific_hangup_cause");
    return ended == null && specific != null && specific.startsWith("sip:")
        ? status(specific.substring("sip:".length()))
        : ended;
  }

  /** The far end's own answer; none when the INVITE was cancelled by us, for 487 is our echo. */
  static @Nullable SipStatus farEndStatus(EslEvent event) {
    return "send_cancel".equals(event.variable("sip_hangup_disposition"))
        ? null
        : sipStatus(event, LegRole.B_LEG);
  }

  /** Channel variables meant for us. */
  static Map<String, String> ownVariables(EslEvent event) {
    Map<String, String> own = new TreeMap<>();
    event.forEach((name, value) -> {
      if (name.startsWith("variable_strowger_") || name.startsWith("variable_cgr_")) {
        own.put(name.substring(VARIABLE.length()), value);
      }
    });
    return own;
  }

  static @Nullable LegId legId(@Nullable String uuid) {
    return uuid == null || !Safe.isName(uuid, Safe.LEG_EXTRAS) ? null : new LegId(uuid);
  }

  /** An account that cannot be becomes one that does not exist, never a call without account. */
  private static @Nullable AccountId account(EslEvent event) {
    for (String variable : new String[] {"strowger_account", "cgr_account", "accountcode"}) {
      String value = event.variable(variable);
      if (value != null && !value.isEmpty()) {
        return new AccountId(Safe.asName(value, Safe.NAME_EXTRAS));
      }
    }
    return null;
  }

  private static @Nullable CarrierId carrier(@Nullable String value) {
    return value == null || !Safe.isName(value, Safe.NAME_EXTRAS) ? null : new CarrierId(value);
  }

  private static long count(EslEvent event, String variable) {
    return event.micros(VARIABLE + variable);
  }

  private static @Nullable SipStatus status(@Nullable String value) {
    Integer code = integer(value);
    return code == null || code < 100 || code > 699 ? null : new SipStatus(code);
  }

  private static @Nullable Integer integer(@Nullable String value) {
    return value != null && value.length() <= 9 && Safe.isDigits(value)
        ? Integer.valueOf(value)
        : null;
  }

  private static @Nullable Long longOrNull(@Nullable String value) {
    return value != null && value.length() <= 18 && Safe.isDigits(value)
        ? Long.valueOf(value)
        : null;
  }

  private static @Nullable Double decimal(@Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      double number = Double.parseDouble(value);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
