package io.strowger.gateway.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a switch is dialled again. A lost switch is tried soon and then less and
 * less often; one that refuses us is left alone much longer, for only a person can change that.
 * Each pause is spread by a fifth, so that many gateways do not come back in step. Not safe for use
 * by several threads.
 */
public final class Backoff {
  static final Duration FIRST_AFTER_LOSS = Duration.ofMillis(250);
  static final Duration LAST_AFTER_LOSS = Duration.ofSeconds(10);
  static final Duration FIRST_AFTER_REFUSAL = Duration.ofSeconds(30);
  static final Duration LAST_AFTER_REFUSAL = Duration.ofMinutes(5);

  private static final double SPREAD = 0.2;

  private final RandomGenerator random;
  private Duration afterLoss = FIRST_AFTER_LOSS;
  private Duration afterRefusal = FIRST_AFTER_REFUSAL;

  /** A back-off whose first pauses are the shortest. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The connection did its work: the next pause is the shortest again. */
  public void succeeded() {
    afterLoss = FIRST_AFTER_LOSS;
    afterRefusal = FIRST_AFTER_REFUSAL;
  }

  /** The pause after a connection that ended so. */
  public Duration after(Ending ending) {
    if (ending.isRefusal()) {
      Duration pause = afterRefusal;
      afterRefusal = doubled(pause, LAST_AFTER_REFUSAL);
      return spread(pause);
    }
    Duration pause = afterLoss;
    afterLoss = doubled(pause, LAST_AFTER_LOSS);
    return spread(pause);
  }

  private static Duration doubled(Duration pause, Duration longest) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longest) > 0 ? longest : twice;
  }

  private Duration spread(Duration pause) {
    double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
    return Duration.ofNanos((long) (pause.toNanos() * factor));
  }
}
