package io.strowger.gateway.control;

import io.strowger.contracts.id.CommandId;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which commands came already: each is begun once however often it is delivered, and to however
 * many runs of a gateway. Not safe for use by several threads.
 */
public final class CommandLedger {
  /** Most ids remembered; the oldest is forgotten first, long after its deadline. */
  public static final int MAX_REMEMBERED = 100_000;

  private final LinkedHashSet<CommandId> seen;
  private final Notes notes;

  /**
   * What outlives a run. Commands are read again after a crash, and one that was begun must not be
   * answered as if it had not been: its sender would send it once more.
   */
  public interface Notes {
    /** What runs before have begun, the oldest first. */
    List<CommandId> earlier();

    /** Keeps note of a command that is begun now. */
    void begins(CommandId id);
  }

  /** A ledger that goes on with what was noted. */
  public CommandLedger(Notes notes) {
    this.notes = notes;
    this.seen = new LinkedHashSet<>(notes.earlier());
  }

  /** True the first time an id is asked for. */
  public boolean isFirst(CommandId id) {
    boolean first = seen.add(id);
    if (seen.size() > MAX_REMEMBERED) {
      seen.removeFirst();
    }
    return first;
  }

  /** The command is begun. */
  public void begins(CommandId id) {
    notes.begins(id);
  }
}
