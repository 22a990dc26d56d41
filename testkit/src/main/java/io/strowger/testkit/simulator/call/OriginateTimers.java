package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Variables;
import io.strowger.testkit.simulator.engine.SwitchLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The limits of an attempt, each in seconds in a variable of the leg that is called. */
final class OriginateTimers {

  private final SwitchLoop loop;
  private final Leg leg;
  private final Consumer<String> timedOut;
  private final List<SwitchLoop.Timer> untilAnswer = new ArrayList<>();
  private final List<SwitchLoop.Timer> untilProgress = new ArrayList<>();

  OriginateTimers(SwitchLoop loop, Leg leg, Consumer<String> timedOut) {
    this.loop = loop;
    this.leg = leg;
    this.timedOut = timedOut;
  }

  void start(Duration originateTimeout) {
    untilAnswer.add(loop.after(originateTimeout, () -> timedOut.accept(HangupCauses.NO_ANSWER)));
    limit(untilAnswer, "leg_timeout", HangupCauses.ALLOTTED_TIMEOUT);
    limit(untilProgress, "progress_timeout", HangupCauses.PROGRESS_TIMEOUT);
    limit(untilProgress, "leg_progress_timeout", HangupCauses.PROGRESS_TIMEOUT);
  }

  /** Ringing or early media: the limits on progress are met. */
  void progressed() {
    untilProgress.forEach(SwitchLoop.Timer::cancel);
  }

  void stop() {
    progressed();
    untilAnswer.forEach(SwitchLoop.Timer::cancel);
  }

  private void limit(List<SwitchLoop.Timer> timers, String variable, String cause) {
    seconds(leg.channel().variables(), variable)
        .ifPresent(limit -> timers.add(loop.after(limit, () -> timedOut.accept(cause))));
  }

  static java.util.Optional<Duration> seconds(Variables variables, String name) {
    String value = variables.get(name);
    return value.matches("\\d{1,6}")
        ? java.util.Optional.of(Duration.ofSeconds(Long.parseLong(value)))
        : java.util.Optional.empty();
  }
}
