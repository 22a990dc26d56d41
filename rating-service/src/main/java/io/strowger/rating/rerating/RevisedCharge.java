package io.strowger.rating.rerating;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.balance.Stretch;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.ChargedRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge as re-rating corrected it.
 *
 * @param tariff the tariff and version it was priced by this time; absent when it was given back
 * @param revision which word on this charge it is: 2 for the first correction
 */
public record RevisedCharge(
    PastCharge charge, Rerated.Priced now, @Nullable String tariff, int revision) {
  /**
   * As it is published.
   *
   * @param call the charged call
   * @param after the account after the correction
   */
  public CallCharged told(CallId call, Account after, Instant at) {
    ChargedCall first = charge.call();
    CallCharged told = charged(first, call, after, at);
    ChargedCall.Times times = first.times();
    return charge.standing().told()
        ? told.of(times.setupAt(), times.answeredAt(), times.endedAt())
        : told;
  }

  private CallCharged charged(ChargedCall first, CallId call, Account after, Instant at) {
    return new CallCharged(
        first.chargeId(),
        call,
        first.payer().account(),
        first.payer().destination(),
        tariff,
        Stretch.prefixOf(now.stretches()),
        first.usedMicros(),
        Stretch.seconds(now.stretches()),
        now.costMicros(),
        first.cost().currency(),
        after.balanceMicros(),
        at,
        first.run().equals(ChargedRun.CUSTOMER) ? null : first.run(),
        revision);
  }
}
