package io.strowger.testkit.simulator.esl;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What a switch does wrong at the moment; asked on the switch's thread. */
public final class Faults {

  private final Map<String, Queue<Runnable>> held = new LinkedHashMap<>();
  private final Map<String, Queue<String>> instead = new LinkedHashMap<>();
  private volatile boolean silent;

  /** {@code api} lines that begin so are not answered until they are released. */
  public synchronized void hold(String beginning) {
    held.put(beginning, new ArrayDeque<>());
  }

  /** Answers what was held; such lines are answered at once from now on. */
  public synchronized Queue<Runnable> release(String beginning) {
    Queue<Runnable> waiting = held.remove(beginning);
    return waiting == null ? new ArrayDeque<>() : waiting;
  }

  /** The next {@code api} line that begins so gets this answer. */
  public synchronized void answerOnce(String beginning, String answer) {
    instead.computeIfAbsent(beginning, key -> new ArrayDeque<>()).add(answer);
  }

  /** Whether nothing is sent any more, on any connection. */
  public void silent(boolean says) {
    silent = says;
  }

  boolean isSilent() {
    return silent;
  }

  /** Executes an {@code api} line, or keeps it until it is released. */
  synchronized void execute(String line, Runnable execution) {
    held.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey()))
        .findFirst()
        .ifPresentOrElse(entry -> entry.getValue().add(execution), execution);
  }

  /** The wrong answer to this line, if it gets one. */
  synchronized Optional<String> insteadOf(String line) {
    return instead.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey()))
        .findFirst()
        .map(entry -> entry.getValue().poll());
  }
}
