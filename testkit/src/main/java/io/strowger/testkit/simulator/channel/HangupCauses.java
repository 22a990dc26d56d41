package io.strowger.testkit.simulator.channel;

import java.util.Locale;
import java.util.Map;

/**
 * FreeSWITCH's hangup causes: their Q.850 numbers, and what mod_sofia makes of SIP status codes.
 */
public final class HangupCauses {

  public static final String NORMAL_CLEARING = "NORMAL_CLEARING";
  public static final String ORIGINATOR_CANCEL = "ORIGINATOR_CANCEL";
  public static final String NO_ANSWER = "NO_ANSWER";
  public static final String PROGRESS_TIMEOUT = "PROGRESS_TIMEOUT";
  public static final String ALLOTTED_TIMEOUT = "ALLOTTED_TIMEOUT";
  public static final String INVALID_GATEWAY = "INVALID_GATEWAY";
  public static final String INCOMPATIBLE_DESTINATION = "INCOMPATIBLE_DESTINATION";

  private static final int NORMAL = 16;
  private static final int HIGHEST_Q850 = 127;

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("UNALLOCATED_NUMBER", 1),
          Map.entry("NO_ROUTE_DESTINATION", 3),
          Map.entry(NORMAL_CLEARING, NORMAL),
          Map.entry("USER_BUSY", 17),
          Map.entry("NO_USER_RESPONSE", 18),
          Map.entry(NO_ANSWER, 19),
          Map.entry("SUBSCRIBER_ABSENT", 20),
          Map.entry("CALL_REJECTED", 21),
          Map.entry("NUMBER_CHANGED", 22),
          Map.entry("EXCHANGE_ROUTING_ERROR", 25),
          Map.entry("DESTINATION_OUT_OF_ORDER", 27),
          Map.entry("INVALID_NUMBER_FORMAT", 28),
          Map.entry("NORMAL_UNSPECIFIED", 31),
          Map.entry("NETWORK_OUT_OF_ORDER", 38),
          Map.entry("NORMAL_TEMPORARY_FAILURE", 41),
          Map.entry("SWITCH_CONGESTION", 42),
          Map.entry("OUTGOING_CALL_BARRED", 52),
          Map.entry("SERVICE_UNAVAILABLE", 63),
          Map.entry("SERVICE_NOT_IMPLEMENTED", 79),
          Map.entry(INCOMPATIBLE_DESTINATION, 88),
          Map.entry("RECOVERY_ON_TIMER_EXPIRE", 102),
          Map.entry("INTERWORKING", HIGHEST_Q850),
          Map.entry(ORIGINATOR_CANCEL, 487),
          Map.entry(ALLOTTED_TIMEOUT, 602),
          Map.entry(PROGRESS_TIMEOUT, 607),
          Map.entry(INVALID_GATEWAY, 609));

  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(408, "Request Timeout"),
          Map.entry(480, "Temporarily Unavailable"),
          Map.entry(484, "Address Incomplete"),
          Map.entry(486, "Busy Here"),
          Map.entry(487, "Request Terminated"),
          Map.entry(488, "Not Acceptable Here"),
          Map.entry(500, "Server Internal Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Server Time-out"),
          Map.entry(600, "Busy Everywhere"),
          Map.entry(603, "Decline"));

  private HangupCauses() {}

  /**
   * The value of {@code hangup_cause_q850}; FreeSWITCH's own causes count as normal (captured so).
   */
  public static int q850(String cause) {
    int number = NUMBERS.getOrDefault(cause, NORMAL);
    return number > HIGHEST_Q850 ? NORMAL : number;
  }

  /** The cause that a command names; an unknown name means a normal end (captured so). */
  public static String named(String word) {
    String cause = word.strip().toUpperCase(Locale.ROOT);
    return NUMBERS.containsKey(cause) ? cause : NORMAL_CLEARING;
  }

  /** mod_sofia's {@code sofia_glue_sip_cause_to_freeswitch}. */
  public static String ofSipStatus(int status) {
    return switch (status) {
      case 200 -> NORMAL_CLEARING;
      case 401, 402, 403, 407, 603, 608 -> "CALL_REJECTED";
      case 404 -> "UNALLOCATED_NUMBER";
      case 485, 604 -> "NO_ROUTE_DESTINATION";
      case 408, 504 -> "RECOVERY_ON_TIMER_EXPIRE";
      case 410 -> "NUMBER_CHANGED";
      case 413, 414, 416, 420, 421, 423, 505, 513 -> "INTERWORKING";
      case 480 -> "NO_USER_RESPONSE";
      case 400, 481, 500, 503 -> "NORMAL_TEMPORARY_FAILURE";
      case 486, 600 -> "USER_BUSY";
      case 484 -> "INVALID_NUMBER_FORMAT";
      case 488, 606 -> INCOMPATIBLE_DESTINATION;
      case 502 -> "NETWORK_OUT_OF_ORDER";
      case 405 -> "SERVICE_UNAVAILABLE";
      case 406, 415, 501 -> "SERVICE_NOT_IMPLEMENTED";
      case 482, 483 -> "EXCHANGE_ROUTING_ERROR";
      case 487 -> ORIGINATOR_CANCEL;
      default -> "NORMAL_UNSPECIFIED";
    };
  }

  /** The reason phrase of a SIP status. */
  public static String phrase(int status) {
    return PHRASES.getOrDefault(status, "Unknown");
  }

  /** The value of {@code DIALSTATUS} for an originate that ended so. */
  public static String dialStatus(String disposition) {
    return switch (disposition) {
      case "USER_BUSY" -> "BUSY";
      case NO_ANSWER -> "NOANSWER";
      case ORIGINATOR_CANCEL -> "CANCEL";
      default -> disposition;
    };
  }
}
