package io.strowger.rating.charging;

import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.rating.tariff.Rate;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * One call's money.
 *
 * @param route where commands for the call go; absent when it was settled before it was authorised
 * @param price what it is charged by; absent likewise
 * @param settled true once charged: nothing changes it any more
 * @param slice how many slices were granted
 * @param grantedSeconds what was reserved for, counted from answer; 0 for a call without a limit
 * @param reservedMicros what is set aside for it, in micro-units
 * @param answeredAt when it was answered; absent while it rings
 * @param renewAt when the next slice is due; absent when none is
 * @param expiresAt when it is settled though nobody told its end
 */
public record CallSession(
    CallId call,
    AccountId account,
    @Nullable Route route,
    @Nullable AgreedPrice price,
    boolean settled,
    int slice,
    long grantedSeconds,
    long reservedMicros,
    @Nullable Instant answeredAt,
    @Nullable Instant renewAt,
    @Nullable Instant expiresAt) {

  /** Where commands for a call go. */
  public record Route(SwitchId switchId, LegId leg, int partition, long epoch) {}

  /** What a call is charged by, fixed when it was authorised. */
  public record AgreedPrice(String tariff, Rate rate, Currency currency, String destination) {}

  /** The scheduler group that enforces a slice on the switch. */
  static String group(CallId call, int slice) {
    return "strowger-" + call.value() + "-" + slice;
  }

  CallSession answered(Instant at, @Nullable Instant renewal, @Nullable Instant expiry) {
    return new CallSession(
        call,
        account,
        route,
        price,
        settled,
        slice,
        grantedSeconds,
        reservedMicros,
        at,
        renewal,
        expiry);
  }

  CallSession renewed(long granted, long reserved, @Nullable Instant renewal, Instant expiry) {
    return new CallSession(
        call,
        account,
        route,
        price,
        settled,
        slice + 1,
        granted,
        reserved,
        answeredAt,
        renewal,
        expiry);
  }

  CallSession withoutRenewal() {
    return new CallSession(
        call,
        account,
        route,
        price,
        settled,
        slice,
        grantedSeconds,
        reservedMicros,
        answeredAt,
        null,
        expiresAt);
  }

  CallSession done(@Nullable Instant answered) {
    return new CallSession(
        call, account, route, price, true, slice, grantedSeconds, 0, answered, null, null);
  }
}
