package io.strowger.testkit.simulator.esl;

import io.strowger.testkit.simulator.ReceivedCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The commands that a switch received, the latest of them when there were very many. */
final class CommandLog {

  private static final int LIMIT = 50_000;

  private final Deque<ReceivedCommand> commands = new ArrayDeque<>();

  synchronized void add(ReceivedCommand command) {
    if (commands.size() == LIMIT) {
      commands.removeFirst();
    }
    commands.addLast(command);
  }

  synchronized List<ReceivedCommand> all() {
    return List.copyOf(commands);
  }

  synchronized void clear() {
    commands.clear();
  }
}
