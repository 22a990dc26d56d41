package io.strowger.gateway.control;

import io.strowger.contracts.id.CommandId;
import java.util.LinkedHashSet;

/**
 * Which commands came already: each is executed once however often it is delivered. Not safe for
 * use by several threads.
 */
public final class CommandLedger {
  /** Most ids remembered; the oldest is forgotten first, long after its deadline. */
  public static final int MAX_REMEMBERED = 100_000;

  private final LinkedHashSet<CommandId> seen = new LinkedHashSet<>();

  /** True the first time an id is asked for. */
  public boolean isFirst(CommandId id) {
    boolean first = seen.add(id);
    if (seen.size() > MAX_REMEMBERED) {
      seen.removeFirst();
    }
    return first;
  }
}
