package io.strowger.gateway.call;

import io.strowger.contracts.call.HangupCause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** FreeSWITCH's names of hangup causes, each made once. */
public final class HangupCauses {
  /** FreeSWITCH has fewer than a hundred causes; more is foreign text. */
  private static final int MAX_KNOWN = 256;

  private static final Map<String, HangupCause> KNOWN = new ConcurrentHashMap<>();

  private HangupCauses() {}

  /** The cause of this name; absent when it is no name of a cause. */
  public static @Nullable HangupCause parse(@Nullable String name) {
    if (name == null) {
      return null;
    }
    HangupCause known = KNOWN.get(name);
    if (known != null) {
      return known;
    }
    boolean isName =
        !name.isEmpty()
            && name.length() <= 64
            && name.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_');
    if (!isName) {
      return null;
    }
    HangupCause cause = new HangupCause(name);
    if (KNOWN.size() < MAX_KNOWN) {
      KNOWN.put(name, cause);
    }
    return cause;
  }
}
