package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.engine.SwitchCore;
import io.strowger.testkit.simulator.engine.SwitchLoop;
import io.strowger.testkit.simulator.event.SwitchEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The switch's scheduler: tasks with a group each, deleted by group. */
public final class Tasks {

  private static final long MICROS = 1_000_000;
  private static final int FIRST_OWN_TASK = 4;

  private final SwitchCore core;
  private final List<Task> pending = new ArrayList<>();
  private int lastId = FIRST_OWN_TASK - 1;

  Tasks(SwitchCore core) {
    this.core = core;
  }

  private record Task(
      int id, String description, String group, long runtime, SwitchLoop.Timer timer) {}

  /** Plans an action and returns the task's id. */
  public int add(Duration delay, String description, String group, Runnable action) {
    int id = ++lastId;
    SwitchLoop.Timer timer = core.loop().after(delay, () -> run(id, action));
    long runtime = core.now() / MICROS + delay.toSeconds();
    Task task = new Task(id, description, group, runtime, timer);
    pending.add(task);
    tell("ADD_SCHEDULE", task);
    return id;
  }

  /** Deletes all tasks of this group, or the one with this id; says how many. */
  public int delete(String groupOrId) {
    List<Task> found =
        pending.stream()
            .filter(task ->
                task.group().equals(groupOrId) || Integer.toString(task.id()).equals(groupOrId))
            .toList();
    for (Task task : found) {
      task.timer().cancel();
      pending.remove(task);
      tell("DEL_SCHEDULE", task);
    }
    return found.size();
  }

  /** The groups that have tasks, one entry for each task. */
  public List<String> groups() {
    return pending.stream().map(Task::group).toList();
  }

  void clear() {
    pending.forEach(task -> task.timer().cancel());
    pending.clear();
  }

  private void run(int id, Runnable action) {
    List<Task> due = pending.stream().filter(task -> task.id() == id).toList();
    pending.removeAll(due);
    action.run();
    due.forEach(task -> tell("DEL_SCHEDULE", task));
  }

  private void tell(String event, Task task) {
    core.emit(
        SwitchEvent.named(event)
            .detail("Task-ID", Integer.toString(task.id()))
            .detail("Task-Desc", task.description())
            .detail("Task-Group", task.group())
            .detail("Task-Runtime", Long.toString(task.runtime())));
  }
}
