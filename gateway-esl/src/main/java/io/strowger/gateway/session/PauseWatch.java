package io.strowger.gateway.session;

import io.strowger.gateway.esl.EslRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Notices that somebody has told the switch by hand to take no calls, or to take them again ({@code
 * fsctl pause}, {@code resume}): no event tells of it. Not safe for use by several threads.
 */
final class PauseWatch {
  /** Between two questions. */
  static final Duration ASKED_EVERY = Duration.ofSeconds(10);

  private final SwitchMemory memory;
  private final Consumer<Instant> changed;
  private Instant next = Instant.EPOCH;

  /**
   * A watch over the inventory in this memory.
   *
   * @param changed told when the switch is paused and was not, or the other way about
   */
  PauseWatch(SwitchMemory memory, Consumer<Instant> changed) {
    this.memory = memory;
    this.changed = changed;
  }

  /** To be called every second, while the switch answers. */
  void tick(Requests requests, Instant now) {
    if (memory.inventory() == null || next.isAfter(now)) {
      return;
    }
    next = now.plus(ASKED_EVERY);
    requests.ask(
        EslRequest.api("fsctl pause_check"),
        (reply, at) -> {
          String told = Requests.text(reply).strip();
          boolean said = told.equals("true") || told.equals("false");
          if (said && memory.isPaused(told.equals("true"))) {
            changed.accept(at);
          }
        },
        now);
  }
}
