package io.strowger.testkit.simulator.command;

import io.strowger.testkit.simulator.call.Exchange;
import io.strowger.testkit.simulator.channel.HangupCauses;
import java.time.Duration;
import java.util.Map;

/** {@code sched_api}, {@code sched_hangup} and {@code sched_del}. */
final class ScheduleCommands {

  private static final long MICROS = 1_000_000;

  private final Exchange exchange;
  private final ApiCommands api;

  ScheduleCommands(Exchange exchange, ApiCommands api) {
    this.exchange = exchange;
    this.api = api;
  }

  void register(Map<String, ApiCommands.ApiCommand> commands) {
    commands.put("sched_api", (argument, reply) -> reply.accept(scheduleApi(argument)));
    commands.put("sched_hangup", (argument, reply) -> reply.accept(scheduleHangup(argument)));
    commands.put("sched_del", (argument, reply) -> reply.accept(delete(argument)));
  }

  private String scheduleApi(String argument) {
    String[] words = argument.split(" ", 3);
    if (words.length < 3 || !isTime(words[0])) {
      return "-USAGE: [+@]<time> <group_name> <command_string>[&]\n";
    }
    String command = words[2];
    int id =
        exchange
            .tasks()
            .add(
                delay(words[0]),
                "sched_api_function",
                words[1],
                () -> api.execute(command, answer -> {}));
    return "+OK Added: " + id + "\n";
  }

  private String scheduleHangup(String argument) {
    String[] words = argument.split(" ");
    if (words.length < 2 || !isTime(words[0]) || exchange.legs().find(words[1]).isEmpty()) {
      return "-ERR No such channel!\n";
    }
    String uuid = words[1];
    String cause = HangupCauses.named(words.length > 2 ? words[2] : "");
    exchange
        .tasks()
        .add(delay(words[0]), "switch_ivr_schedule_hangup", uuid, () -> hangUp(uuid, cause));
    return "+OK\n";
  }

  private void hangUp(String uuid, String cause) {
    exchange.legs().find(uuid).ifPresent(leg -> exchange.hangups().bySwitch(leg, cause));
  }

  private String delete(String groupOrId) {
    return "+OK Deleted: " + exchange.tasks().delete(groupOrId) + "\n";
  }

  private static boolean isTime(String word) {
    return word.matches("\\+?\\d{1,10}");
  }

  /** {@code +<seconds>} from now, or a time in seconds since the epoch. */
  private Duration delay(String word) {
    if (word.startsWith("+")) {
      return Duration.ofSeconds(Long.parseLong(word.substring(1)));
    }
    long seconds = Long.parseLong(word) - exchange.core().now() / MICROS;
    return Duration.ofSeconds(Math.max(0, seconds));
  }
}
