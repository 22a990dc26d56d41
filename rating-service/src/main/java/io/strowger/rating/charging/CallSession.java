package io.strowger.rating.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One call's money.
 *
 * @param account who makes the call
 * @param route where commands for the call go; absent when there is no switch to command
 * @param runs who is charged for it; empty when it was settled before it was authorised
 * @param settled true once charged: nothing changes it any more
 * @param grant how long it may last
 * @param moments when something happened to it, or is due
 */
public record CallSession(
    CallId call,
    AccountId account,
    @Nullable Route route,
    List<ChargedRun> runs,
    boolean settled,
    Grant grant,
    Moments moments) {
  /** Copies what it is given. */
  public CallSession {
    runs = List.copyOf(runs);
  }

  /** Where commands for a call go. */
  public record Route(SwitchId switchId, LegId leg, int partition, long epoch) {}

  /**
   * How long a call may last.
   *
   * @param slice how many slices were granted
   * @param seconds counted from answer; 0 for a call without a limit
   * @param last true when no more will be granted: the money ends with it
   */
  public record Grant(int slice, long seconds, boolean last) {
    /** No limit. */
    public static final Grant NONE = new Grant(0, 0, false);
  }

  /**
   * When something happened to a call, or is due; absent what is not known or not due.
   *
   * @param authorisedAt when it was let through
   * @param answeredAt when its time began to cost
   * @param stoppedAt when its time ceased to cost, before its end
   * @param renewAt when the next slice is due
   * @param announceAt when the caller is to hear something
   * @param expiresAt when it is settled though nobody told its end
   */
  public record Moments(
      @Nullable Instant authorisedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant stoppedAt,
      @Nullable Instant renewAt,
      @Nullable Instant announceAt,
      @Nullable Instant expiresAt) {
    static final Moments NONE = new Moments(null, null, null, null, null, null);

    Moments due(@Nullable Instant renewal, @Nullable Instant announcement, @Nullable Instant end) {
      return new Moments(authorisedAt, answeredAt, stoppedAt, renewal, announcement, end);
    }

    Moments answered(Instant at) {
      return new Moments(authorisedAt, at, stoppedAt, renewAt, announceAt, expiresAt);
    }

    Moments answeredOrNot(@Nullable Instant at) {
      return at == null ? this : answered(at);
    }

    Moments announcing(@Nullable Instant next) {
      return new Moments(authorisedAt, answeredAt, stoppedAt, renewAt, next, expiresAt);
    }

    Moments stopped(Instant at) {
      return new Moments(authorisedAt, answeredAt, at, null, null, expiresAt);
    }
  }

  /** The scheduler group that enforces a slice on the switch. */
  static String group(CallId call, int slice) {
    return "strowger-" + call.value() + "-" + slice;
  }

  /** All who are charged for it. */
  public Set<AccountId> accounts() {
    Set<AccountId> accounts = new TreeSet<>();
    accounts.add(account);
    runs.forEach(run -> accounts.add(run.account()));
    return accounts;
  }

  /** The run of the account that makes the call. */
  @Nullable ChargedRun customer() {
    return runs.stream().filter(ChargedRun::isCustomer).findFirst().orElse(null);
  }

  CallSession at(Moments other) {
    return new CallSession(call, account, route, runs, settled, grant, other);
  }

  CallSession granted(List<ChargedRun> drawn, Grant given, Moments due) {
    return new CallSession(call, account, route, drawn, settled, given, due);
  }

  CallSession settled(List<ChargedRun> charged) {
    return new CallSession(
        call, account, route, charged, true, grant, moments.due(null, null, null));
  }

  /** When the last of its grant ends; absent when it has no limit or was not answered. */
  public @Nullable Instant grantEnds() {
    Instant answered = moments.answeredAt();
    return answered == null || grant.seconds() == 0 ? null : answered.plusSeconds(grant.seconds());
  }
}
