package io.strowger.rating.charging;

import io.strowger.contracts.call.CallAddress;
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
  public record Route(SwitchId switchId, LegId leg, int partition, long epoch) {
    /** The same leg, served by whoever was heard of later. */
    Route afterHearing(CallAddress other) {
      CallAddress now = new CallAddress(partition, epoch).afterHearing(other);
      return new Route(switchId, leg, now.partition(), now.epoch());
    }

    /** The same leg by another name. */
    Route named(LegId other) {
      return new Route(switchId, other, partition, epoch);
    }
  }

  /**
   * How long a call may last.
   *
   * @param slice how many slices were granted
   * @param seconds counted from answer; 0 for a call without a limit
   * @param last true when no more will be granted: the money ends with it
   * @param timer what ends the call with it, where that was sent to the switch; absent where it
   *     went there with the call itself, or where there is none
   */
  public record Grant(int slice, long seconds, boolean last, @Nullable Timer timer) {
    /** No limit. */
    public static final Grant NONE = new Grant(0, 0, false);

    /** A grant whose timer is set when the call is answered. */
    public Grant(int slice, long seconds, boolean last) {
      this(slice, seconds, last, null);
    }

    /** True when the switch is known to end the call with it, and with none before. */
    public boolean isSet() {
      return timer == null || timer.set();
    }

    /** How many seconds from answer the switch lets the call last, as far as it has told. */
    long stands() {
      return timer == null ? seconds : timer.stands();
    }

    Grant with(Timer other) {
      return new Grant(slice, seconds, last, other);
    }
  }

  /**
   * The timer of a grant.
   *
   * @param sent how often it was sent
   * @param set true once the switch has told that it stands
   * @param stands for how many seconds from answer the timer lets the call last that is known to
   *     stand: this one or the one before
   */
  public record Timer(int sent, boolean set, long stands) {
    Timer sentAgain() {
      return new Timer(sent + 1, set, stands);
    }
  }

  /**
   * When something happened to a call, or is due; absent what is not known or not due.
   *
   * @param authorisedAt when it was let through
   * @param answeredAt when its time began to cost
   * @param stoppedAt when its time ceased to cost, before its end
   * @param goneAt when its switch said that it does not know it any more
   * @param renewAt when the next slice is due, or the present one's timer once more
   * @param announceAt when the caller is to hear something
   * @param expiresAt when it is settled though nobody told its end
   * @param said what was last sent of its end to the caller, or is to be sent again then
   * @param answeredBefore when it was handed over, where its caller had been answered before: its
   *     time begins to cost when a dialled leg answers; absent where the caller is answered then
   * @param runsFrom when its timers began to run by our clock, where the switch's is ahead; absent
   *     where they run from the answer
   */
  public record Moments(
      @Nullable Instant authorisedAt,
      @Nullable Instant answeredAt,
      @Nullable Instant stoppedAt,
      @Nullable Instant goneAt,
      @Nullable Instant renewAt,
      @Nullable Instant announceAt,
      @Nullable Instant expiresAt,
      @Nullable String said,
      @Nullable Instant answeredBefore,
      @Nullable Instant runsFrom) {
    static final Moments NONE =
        new Moments(null, null, null, null, null, null, null, null, null, null);

    /** Let through, and settled by itself should nobody answer. */
    static Moments authorised(Instant at, Instant settledBy, @Nullable Instant answeredBefore) {
      return new Moments(at, null, null, null, null, null, settledBy, null, answeredBefore, null);
    }

    /** True when its time may begin to cost then: not with an answer from before it was ours. */
    boolean mayBegin(Instant at) {
      return answeredBefore == null || at.isAfter(answeredBefore);
    }

    Moments due(@Nullable Instant renewal, @Nullable Instant announcement, @Nullable Instant end) {
      return new Moments(
          authorisedAt,
          answeredAt,
          stoppedAt,
          goneAt,
          renewal,
          announcement,
          end,
          said,
          answeredBefore,
          runsFrom);
    }

    Moments answered(Instant at) {
      return new Moments(
          authorisedAt,
          at,
          stoppedAt,
          goneAt,
          renewAt,
          announceAt,
          expiresAt,
          said,
          answeredBefore,
          runsFrom);
    }

    /** Its timers run from now on, though the switch's clock says later. */
    Moments running(Instant now) {
      return new Moments(
          authorisedAt,
          answeredAt,
          stoppedAt,
          goneAt,
          renewAt,
          announceAt,
          expiresAt,
          said,
          answeredBefore,
          answeredAt != null && answeredAt.isAfter(now) ? now : null);
    }

    Moments answeredOrNot(@Nullable Instant at) {
      return at == null ? this : answered(at);
    }

    Moments announcing(@Nullable Instant next) {
      return saying(said, next);
    }

    /** The same after something was sent to the caller. */
    Moments saying(@Nullable String step, @Nullable Instant next) {
      return new Moments(
          authorisedAt,
          answeredAt,
          stoppedAt,
          goneAt,
          renewAt,
          next,
          expiresAt,
          step,
          answeredBefore,
          runsFrom);
    }

    Moments stopped(Instant at) {
      return new Moments(
          authorisedAt,
          answeredAt,
          at,
          goneAt,
          null,
          null,
          expiresAt,
          said,
          answeredBefore,
          runsFrom);
    }

    Moments renewing(@Nullable Instant next) {
      return new Moments(
          authorisedAt,
          answeredAt,
          stoppedAt,
          goneAt,
          next,
          announceAt,
          expiresAt,
          said,
          answeredBefore,
          runsFrom);
    }

    /** Nobody hears anything there, but should it be here after all. */
    Moments gone(Instant at, Instant settledBy) {
      return new Moments(
          authorisedAt,
          answeredAt,
          stoppedAt,
          at,
          null,
          announceAt,
          settledBy,
          said,
          answeredBefore,
          runsFrom);
    }

    /** Not gone after all. */
    Moments here(Instant settledBy) {
      return new Moments(
          authorisedAt,
          answeredAt,
          stoppedAt,
          null,
          renewAt,
          announceAt,
          settledBy,
          said,
          answeredBefore,
          runsFrom);
    }

    /** When the caller is to hear something, where there is one. */
    public @Nullable Instant announcementDue() {
      return goneAt == null ? announceAt : null;
    }

    /** True when no more time is to be bought for it. */
    boolean isOver() {
      return stoppedAt != null || goneAt != null;
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

  /** The balances of which something is held for it. */
  public Set<String> balances() {
    Set<String> balances = new TreeSet<>();
    runs.forEach(run -> balances.addAll(run.metered().holds().keySet()));
    return balances;
  }

  /** Of whose day's limit it takes: who is charged as its customer, the caller or another. */
  public AccountId payer() {
    ChargedRun customer = customer();
    return customer == null ? account : customer.account();
  }

  /** What its payer has to leave to it of the day's limit, in micro-units. */
  public long claimedMicros() {
    ChargedRun customer = customer();
    return customer == null ? 0 : customer.claimedMicros();
  }

  /** The run of the account that makes the call. */
  @Nullable ChargedRun customer() {
    return runs.stream().filter(ChargedRun::isCustomer).findFirst().orElse(null);
  }

  CallSession at(Moments other) {
    return new CallSession(call, account, route, runs, settled, grant, other);
  }

  CallSession servedBy(CallAddress heard) {
    Route to = route == null ? null : route.afterHearing(heard);
    return new CallSession(call, account, to, runs, settled, grant, moments);
  }

  CallSession commanded(Route other) {
    return new CallSession(call, account, other, runs, settled, grant, moments);
  }

  CallSession granted(List<ChargedRun> drawn, Grant given, Moments due) {
    return new CallSession(call, account, route, drawn, settled, given, due);
  }

  CallSession settled(List<ChargedRun> charged) {
    return new CallSession(
        call, account, route, charged, true, grant, moments.due(null, null, null));
  }

  /** When the last of its grant ends by our clock; absent without a limit or an answer. */
  public @Nullable Instant grantEnds() {
    Instant runs = moments.runsFrom() == null ? moments.answeredAt() : moments.runsFrom();
    return runs == null || grant.seconds() == 0 ? null : runs.plusSeconds(grant.seconds());
  }

  /** Until when it may cost, by the switch's clock; absent likewise. */
  @Nullable Instant paidUntil() {
    Instant answered = moments.answeredAt();
    return answered == null || grant.seconds() == 0 ? null : answered.plusSeconds(grant.seconds());
  }

  /**
   * When it has ended as far as its switch told: it did not know it any more, or its time was not
   * prolonged, whichever was first. Absent when nothing was told.
   */
  public @Nullable Instant knownEnd() {
    Instant answered = moments.answeredAt();
    Instant gone = moments.goneAt();
    if (answered == null || grant.stands() == 0) {
      return gone;
    }
    Instant atMost = answered.plusSeconds(grant.stands());
    return gone != null && gone.isBefore(atMost) ? gone : atMost;
  }
}
