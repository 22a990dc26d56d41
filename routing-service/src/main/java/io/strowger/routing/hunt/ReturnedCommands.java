package io.strowger.routing.hunt;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.MediaPath;
import io.strowger.routing.carrier.PlannedAttempt;
import io.strowger.routing.hunt.Decision.Order;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Commands that a gateway gave back unexecuted, for it does not serve the call: they are sent to
 * the one that does, under another name and not for ever.
 */
final class ReturnedCommands {
  private static final int MOST_TIMES = 5;

  private final HuntTimers timers;
  private final Orders orders;
  private final Endings endings;

  ReturnedCommands(HuntTimers timers, Orders orders, Endings endings) {
    this.timers = timers;
    this.orders = orders;
    this.endings = endings;
  }

  /**
   * The attempt's command: sent again at once the first time. Later, and while nobody serves the
   * call, after a moment.
   */
  Decision attempt(Hunt hunt, CommandResult result, Instant now) {
    Hunt.Returned before = hunt.returned();
    int times = times(hunt);
    Instant until = before == null ? hunt.deadline() : before.until();
    Hunt there = servedBySender(hunt, result);
    if (until == null || times > MOST_TIMES || isTooLate(hunt, until, now)) {
      return endings.fail(there, now);
    }
    Hunt waits =
        there.returned(new Hunt.Returned(times, until, true), now.plus(timers.sentAgainAfter()));
    return times == 1 ? attemptAgain(waits, now) : new Decision(waits, List.of());
  }

  /** The same attempt, with the deadline it had. */
  Decision attemptAgain(Hunt hunt, Instant now) {
    Hunt.Returned returned = Objects.requireNonNull(hunt.returned());
    Instant until = returned.until();
    if (isTooLate(hunt, until, now)) {
      return endings.fail(hunt, now);
    }
    Hunt sent = hunt.returned(new Hunt.Returned(returned.times(), until, false), until);
    PlannedAttempt planned = hunt.current();
    MediaNeed need = MediaNeed.of(hunt, planned);
    Hunt.Relay relay = hunt.relay();
    MediaPath used = relay == null || !need.isRelayed() ? null : relay.path();
    MediaPath path = used == null ? need.path() : used;
    return new Decision(sent, List.of(orders.bridge(sent, planned, path, began(hunt, until))));
  }

  /**
   * The same caller waits again, elsewhere: its gateway has died, or a transfer has brought it
   * back, and the dialplan has brought it to another. What the first one was told is done by
   * nobody, so the attempt is begun again; a call that was over has nobody else to end it. But one
   * that was answered and parks without a new connection of its own does so by somebody's will, or
   * by the switch's own ways, and is let be.
   */
  Decision parkedAgain(Hunt hunt, CallAddress address, Instant now) {
    if (!hunt.caller().address().isOlderThan(address)) {
      return Decision.unchanged(hunt);
    }
    Hunt there = hunt.servedBy(address);
    boolean over = there.stage() == Stage.ENDED;
    boolean answered = there.stage() == Stage.ATTEMPT && there.deadline() == null;
    if ((over || answered) && !address.isOfOwnConnection()) {
      return Decision.unchanged(there);
    }
    if (over) {
      return new Decision(
          there, List.of(orders.hangUpReturned(there, Endings.TEMPORARY_FAILURE, now)));
    }
    if (there.stage() != Stage.ATTEMPT) {
      return Decision.unchanged(there);
    }
    int times = times(hunt);
    if (times > MOST_TIMES || answered) {
      return endings.fail(there, now);
    }
    Instant until = now.plus(timers.allowance(there.current()));
    return attemptAgain(there.returned(new Hunt.Returned(times, until, true), until), now);
  }

  /**
   * What ends a call, while it is under way a question: worth saying to whoever serves it now. Sent
   * again at once the first time; later, and while nobody serves the call, after a moment.
   */
  Decision other(Hunt hunt, CommandResult result, Instant now) {
    Hunt there = servedBySender(hunt, result);
    Hunt.Unsent command = new Hunt.Unsent(result.commandId(), result.legId());
    List<Order> again = orders.again(there, command, MOST_TIMES, now);
    return again.isEmpty() || Orders.isFirst(command)
        ? new Decision(there, again)
        : Decision.unchanged(there.owing(command, now.plus(timers.sentAgainAfter())));
  }

  /** What waited to be sent again, as far as it is still worth it. */
  List<Order> sendOwed(Hunt hunt, Hunt.Owed owed, Instant now) {
    return owed.commands().stream()
        .flatMap(command -> orders.again(hunt, command, MOST_TIMES, now).stream())
        .toList();
  }

  /** How often the attempt came back, this time included. */
  private static int times(Hunt hunt) {
    Hunt.Returned before = hunt.returned();
    return before == null ? 1 : before.times() + 1;
  }

  private static Hunt servedBySender(Hunt hunt, CommandResult result) {
    return hunt.servedBy(new CallAddress(result.returnPartition(), result.returnEpoch()));
  }

  private boolean isTooLate(Hunt hunt, Instant until, Instant now) {
    return began(hunt, until).plus(timers.command()).isBefore(now);
  }

  private Instant began(Hunt hunt, Instant until) {
    return until.minus(timers.allowance(hunt.current()));
  }
}
