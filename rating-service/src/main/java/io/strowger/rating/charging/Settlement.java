package io.strowger.rating.charging;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.pricing.Price;
import io.strowger.rating.pricing.Pricing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a call's money: what was used is charged, the rest is free again. */
final class Settlement {
  private final Words words;

  Settlement(Words words) {
    this.words = words;
  }

  Charging settle(
      ChargingRequest.SettleCall request,
      @Nullable Account account,
      @Nullable CallSession session,
      Instant now) {
    if (session != null && session.settled()) {
      return Charging.unchanged(account, session);
    }
    if (account == null) {
      return Charging.unchanged(null, session);
    }
    if (session == null || session.price() == null) {
      return neverAuthorised(request, account, now);
    }
    Instant answered = request.answeredAt() == null ? session.answeredAt() : request.answeredAt();
    Duration used =
        answered == null ? Duration.ZERO : Duration.between(answered, request.endedAt());
    Price price = Pricing.price(session.price().rate(), used);
    long charged = charged(price.micros(), account, session);
    List<Posting> postings = postings(account, session, charged);
    Account after = account;
    for (Posting posting : postings) {
      after = after.after(posting);
    }
    List<Answer> answers = new ArrayList<>();
    answers.add(
        words.charged(session, used, new Price(charged, price.billedSeconds()), after, now));
    if (session.slice() > 0 && session.route() != null) {
      answers.add(words.cancelTimer(session, session.route(), now));
    }
    return new Charging(after, session.done(answered), postings, answers);
  }

  /**
   * A prepaid call is charged at most what the account has: the switch's timer may let a call run a
   * second longer than was granted, and no balance goes below its limit for that.
   */
  private static long charged(long cost, Account account, CallSession session) {
    return account.prepaid()
        ? Math.min(cost, session.reservedMicros() + Math.max(0, account.availableMicros()))
        : cost;
  }

  private static List<Posting> postings(Account account, CallSession session, long charged) {
    List<Posting> postings = new ArrayList<>();
    long fromReserved = Math.min(charged, session.reservedMicros());
    if (charged > 0) {
      postings.add(posting(account, session, "settle", Kind.SETTLEMENT, -charged, -fromReserved));
    }
    long rest = session.reservedMicros() - fromReserved;
    if (rest > 0) {
      postings.add(posting(account, session, "release", Kind.RELEASE, 0, -rest));
    }
    return postings;
  }

  private static Posting posting(
      Account account, CallSession session, String step, Kind kind, long amount, long reserved) {
    return new Posting(
        session.call().value() + "-" + step, account.id(), session.call(), kind, amount, reserved);
  }

  /** Remembered, so that an authorisation that comes after the call's end reserves nothing. */
  private Charging neverAuthorised(
      ChargingRequest.SettleCall request, Account account, Instant now) {
    CallSession tombstone =
        new CallSession(
            request.head().callId(),
            account.id(),
            null,
            null,
            true,
            0,
            0,
            0,
            request.answeredAt(),
            null,
            null);
    return new Charging(
        account, tombstone, List.of(), List.of(words.nothingCharged(tombstone, account, now)));
  }
}
