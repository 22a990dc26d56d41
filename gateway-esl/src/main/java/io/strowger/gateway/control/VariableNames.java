package io.strowger.gateway.control;

import java.util.List;
import java.util.regex.Pattern;

/** Which channel variables may be set from outside: none that makes the switch do something. */
final class VariableNames {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Variables that execute what they hold, or that the gateway sets itself. */
  private static final List<String> BANNED_PREFIXES =
      List.of(
          "api_",
          "exec",
          "bridge_",
          "group_confirm",
          "record_post_process",
          "session_in_hangup",
          "switch_",
          "bypass_",
          "origin",
          "sip_invite_call_id",
          "sip_h_X-CID",
          "strowger_carrier",
          "strowger_attempt",
          "park_",
          "continue_on_fail",
          "hangup_after_",
          "absolute_codec_string",
          "loopback_",
          "transfer_",
          "camp_on",
          "fail_on_single_reject",
          "socket_");

  private VariableNames() {}

  /**
   * Refuses a name that is none, or not for others to set, with {@link IllegalArgumentException}.
   */
  static String require(String name) {
    if (!ALLOWED.matcher(name).matches()) {
      throw Words.refused("variable name must match " + ALLOWED, name);
    }
    boolean banned =
        name.endsWith("_hook")
            || BANNED_PREFIXES.stream()
                .anyMatch(prefix -> name.regionMatches(true, 0, prefix, 0, prefix.length()));
    if (banned) {
      throw Words.refused("variable is not to be set from outside", name);
    }
    return name;
  }
}
