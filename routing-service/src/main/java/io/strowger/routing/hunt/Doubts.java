package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.command.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Attempts of which neither an answer nor an end was told in time. While Kafka or we were away the
 * caller may have been answered all the same, so the switch is asked first: a call that talks is
 * never ended for our not having heard of it.
 */
final class Doubts {
  private static final int MOST_TIMES = 5;

  private final HuntTimers timers;
  private final Orders orders;
  private final Endings endings;

  Doubts(HuntTimers timers, Orders orders, Endings endings) {
    this.timers = timers;
    this.orders = orders;
    this.endings = endings;
  }

  /**
   * Asks, each time waiting twice as long. A call of which the switch tells nothing is left to the
   * switch, whose own timers end one that waits.
   */
  Decision ask(Hunt hunt, Instant now) {
    Hunt.Doubt before = hunt.doubt();
    int times = before == null ? 1 : before.times() + 1;
    if (times > MOST_TIMES) {
      return Decision.unchanged(hunt.waiting(Stage.ATTEMPT, null));
    }
    Duration wait = timers.command().multipliedBy(1L << (times - 1));
    Hunt asking = hunt.doubted(new Hunt.Doubt(times), now.plus(wait));
    return new Decision(asking, List.of(orders.askWhetherAnswered(asking, now)));
  }

  /** True for the result of the question that was put last. */
  boolean concerns(Hunt hunt, CommandResult result) {
    return hunt.stage() == Stage.ATTEMPT
        && hunt.doubt() != null
        && result.commandId().equals(Orders.doubtId(hunt));
  }

  /** The switch has told, or the question did not reach it. */
  Decision told(Hunt hunt, CommandResult result, Instant now) {
    return switch (result.outcome()) {
      case COMPLETED ->
          Orders.isAnswered(result)
              ? Decision.unchanged(hunt.waiting(Stage.ATTEMPT, null))
              : endings.fail(hunt, now);
      case GONE -> endings.over(hunt, now);
      case NOT_OWNER ->
          Decision.unchanged(
              hunt.servedBy(new CallAddress(result.returnPartition(), result.returnEpoch()))
                  .doubted(
                      Objects.requireNonNull(hunt.doubt()), now.plus(timers.sentAgainAfter())));
      case FAILED, EXPIRED, UNKNOWN -> Decision.unchanged(hunt);
    };
  }
}
