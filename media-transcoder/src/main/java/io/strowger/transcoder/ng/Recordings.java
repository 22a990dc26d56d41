package io.strowger.transcoder.ng;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** How recordings are called that a SIP proxy asks for. */
final class Recordings {
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]|^\\.");
  private static final DateTimeFormatter BEGAN =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Some proxies make them long; a file's name is not to be. */
  private static final int MOST_OF_A_CALL_ID = 100;

  private Recordings() {}

  /** By the call's Call-ID and when it began, so that a call can be recorded several times. */
  static String name(String callId, Instant began) {
    String safe = NOT_IN_NAMES.matcher(callId).replaceAll("_");
    return safe.substring(0, Math.min(MOST_OF_A_CALL_ID, safe.length()))
        + "-"
        + BEGAN.format(began);
  }
}
