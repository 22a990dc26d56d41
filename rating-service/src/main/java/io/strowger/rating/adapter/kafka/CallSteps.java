package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.charging.RequestHead;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.RequestId;
import io.strowger.rating.adapter.db.SessionStore.UnderWay;
import io.strowger.rating.charging.Unbooked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is asked of an account when something happens to its call. */
final class CallSteps {
  private CallSteps() {}

  /**
   * The request that follows from an event; absent when none does.
   *
   * @param known of the call; absent when it is not under way
   */
  static @Nullable ChargingRequest of(CallEvent event, @Nullable UnderWay known, Instant now) {
    CallId call = event.head().callId();
    return switch (event) {
      case CallEvent.LegAnswered answered when known != null && begins(answered, known) ->
          new ChargingRequest.StartMetering(
              head(call, known.account(), "-answered", now), answered.answeredAt());
      case CallEvent.LegHungUp hungUp when hungUp.leg().role() == LegRole.A_LEG ->
          ended(hungUp, known, now);
      default -> null;
    };
  }

  /** With the caller's answer, or, where that was before, with the far end's. */
  private static boolean begins(CallEvent.LegAnswered answered, UnderWay known) {
    return answered.role() == (known.answeredBefore() ? LegRole.B_LEG : LegRole.A_LEG);
  }

  private static @Nullable ChargingRequest ended(
      CallEvent.LegHungUp hungUp, @Nullable UnderWay known, Instant now) {
    // The leg's own word counts too: its hang-up may come before its authorisation is done.
    AccountId payer = known == null ? hungUp.leg().account() : known.account();
    return payer == null
        ? null
        : new ChargingRequest.SettleCall(
            head(hungUp.head().callId(), payer, "-ended", now),
            Unbooked.began(hungUp),
            hungUp.times().endedAt(),
            hungUp.end().cause(),
            Unbooked.destination(hungUp),
            hungUp.times().bridgedAt());
  }

  private static RequestHead head(CallId call, AccountId account, String step, Instant now) {
    return new RequestHead(new RequestId(call.value() + step), call, account, now);
  }
}
