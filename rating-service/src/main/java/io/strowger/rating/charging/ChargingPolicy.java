package io.strowger.rating.charging;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.charging.ChargingRefusal;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.CallId;
import io.strowger.rating.charging.CallSession.AgreedPrice;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Posting;
import io.strowger.rating.pricing.Pricing;
import io.strowger.rating.tariff.Rate;
import io.strowger.rating.tariff.Tariff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a call's money. A request may come twice or late: one whose step was taken changes
 * nothing, and an authorisation asked for again is answered as before.
 */
public final class ChargingPolicy {
  private final ChargingTimers timers;
  private final Function<String, Optional<Tariff>> tariffs;
  private final Words words;
  private final Settlement settlement;

  /**
   * A policy.
   *
   * @param sender named in commands: the service and its instance
   * @param tariffs the active tariff of a name
   */
  public ChargingPolicy(
      String sender, ChargingTimers timers, Function<String, Optional<Tariff>> tariffs) {
    this.timers = timers;
    this.tariffs = tariffs;
    this.words = new Words(sender, timers.command());
    this.settlement = new Settlement(words);
  }

  /** Decides about one request. */
  public Charging decide(
      ChargingRequest request,
      @Nullable Account account,
      @Nullable CallSession session,
      Instant now) {
    return switch (request) {
      case ChargingRequest.AuthorizeCall authorise -> authorise(authorise, account, session, now);
      case ChargingRequest.StartMetering start -> startMetering(start, account, session);
      case ChargingRequest.RenewGrant renew -> renew(renew, account, session, now);
      case ChargingRequest.SettleCall settle -> settlement.settle(settle, account, session, now);
    };
  }

  private Charging authorise(
      ChargingRequest.AuthorizeCall request,
      @Nullable Account account,
      @Nullable CallSession session,
      Instant now) {
    if (session != null) {
      return again(request, account, session, now);
    }
    if (account == null) {
      return refuse(request, null, ChargingRefusal.UNKNOWN_ACCOUNT, now);
    }
    if (!account.enabled()) {
      return refuse(request, account, ChargingRefusal.ACCOUNT_DISABLED, now);
    }
    Optional<Tariff> tariff =
        tariffs.apply(account.tariff()).filter(t -> t.currency().equals(account.currency()));
    Optional<Rate> rate = tariff.flatMap(t -> t.rateFor(request.destination()));
    if (rate.isEmpty()) {
      return refuse(request, account, ChargingRefusal.NO_RATE_FOR_DESTINATION, now);
    }
    AgreedPrice price =
        new AgreedPrice(
            tariff.get().label(), rate.get(), account.currency(), request.destination());
    return account.prepaid()
        ? reserveFirst(request, account, price, now)
        : allowPostpaid(request, account, price, now);
  }

  private Charging again(
      ChargingRequest.AuthorizeCall request,
      @Nullable Account account,
      CallSession session,
      Instant now) {
    if (session.settled() || account == null) {
      return new Charging(
          account,
          session,
          List.of(),
          List.of(words.refused(request.head(), ChargingRefusal.CALL_ALREADY_SETTLED, now)));
    }
    return new Charging(
        account,
        session,
        List.of(),
        List.of(words.authorised(request.head(), account, session, now)));
  }

  private Charging reserveFirst(
      ChargingRequest.AuthorizeCall request, Account account, AgreedPrice price, Instant now) {
    long seconds =
        Pricing.affordableSeconds(
            price.rate(), account.availableMicros(), timers.slice().toSeconds());
    if (seconds == 0) {
      return refuse(request, account, ChargingRefusal.BALANCE_TOO_LOW, now);
    }
    long cost = Pricing.price(price.rate(), Duration.ofSeconds(seconds)).micros();
    Posting reservation = reservation(request.head().callId(), account, 1, cost);
    return open(request, account.after(reservation), price, List.of(reservation), seconds, now);
  }

  private Charging allowPostpaid(
      ChargingRequest.AuthorizeCall request, Account account, AgreedPrice price, Instant now) {
    return account.availableMicros() <= 0 && account.creditLimitMicros() > 0
        ? refuse(request, account, ChargingRefusal.BALANCE_TOO_LOW, now)
        : open(request, account, price, List.of(), 0, now);
  }

  private Charging open(
      ChargingRequest.AuthorizeCall request,
      Account account,
      AgreedPrice price,
      List<Posting> postings,
      long seconds,
      Instant now) {
    CallSession session =
        new CallSession(
            request.head().callId(),
            account.id(),
            new CallSession.Route(
                request.switchId(),
                request.legId(),
                request.returnPartition(),
                request.returnEpoch()),
            price,
            false,
            seconds > 0 ? 1 : 0,
            seconds,
            postings.stream().mapToLong(Posting::reservedMicros).sum(),
            null,
            null,
            now.plus(timers.unanswered()));
    return new Charging(
        account,
        session,
        postings,
        List.of(words.authorised(request.head(), account, session, now)));
  }

  private Charging startMetering(
      ChargingRequest.StartMetering request,
      @Nullable Account account,
      @Nullable CallSession session) {
    if (session == null || session.settled() || session.answeredAt() != null) {
      return Charging.unchanged(account, session);
    }
    Instant answered = request.answeredAt();
    if (session.grantedSeconds() == 0) {
      return Charging.unchanged(account, session.answered(answered, null, null));
    }
    Instant end = answered.plusSeconds(session.grantedSeconds());
    return Charging.unchanged(
        account,
        session.answered(answered, end.minus(timers.renewBefore()), end.plus(timers.unheard())));
  }

  private Charging renew(
      ChargingRequest.RenewGrant request,
      @Nullable Account account,
      @Nullable CallSession session,
      Instant now) {
    if (account == null
        || session == null
        || session.settled()
        || session.answeredAt() == null
        || session.price() == null
        || session.route() == null
        || request.slice() != session.slice() + 1) {
      return Charging.unchanged(account, session);
    }
    Rate rate = session.price().rate();
    long wanted = session.grantedSeconds() + timers.slice().toSeconds();
    long money = session.reservedMicros() + Math.max(0, account.availableMicros());
    long granted = account.enabled() ? Pricing.affordableSeconds(rate, money, wanted) : 0;
    if (granted <= session.grantedSeconds()) {
      return Charging.unchanged(account, session.withoutRenewal());
    }
    return extend(account, session, session.route(), granted, now);
  }

  private Charging extend(
      Account account, CallSession session, CallSession.Route route, long granted, Instant now) {
    Rate rate = java.util.Objects.requireNonNull(session.price()).rate();
    long cost = Pricing.price(rate, Duration.ofSeconds(granted)).micros();
    // Nothing more where the slice ends within an increment that is paid for already.
    List<Posting> more =
        cost == session.reservedMicros()
            ? List.of()
            : List.of(
                reservation(
                    session.call(), account, session.slice() + 1, cost - session.reservedMicros()));
    Instant end = java.util.Objects.requireNonNull(session.answeredAt()).plusSeconds(granted);
    CallSession renewed =
        session.renewed(granted, cost, end.minus(timers.renewBefore()), end.plus(timers.unheard()));
    return new Charging(
        more.isEmpty() ? account : account.after(more.getFirst()),
        renewed,
        more,
        List.of(words.prolong(renewed, route, end, now)));
  }

  private Charging refuse(
      ChargingRequest.AuthorizeCall request,
      @Nullable Account account,
      ChargingRefusal reason,
      Instant now) {
    return new Charging(
        account, null, List.of(), List.of(words.refused(request.head(), reason, now)));
  }

  private static Posting reservation(CallId call, Account account, int slice, long micros) {
    return new Posting(
        call.value() + "-reserve-" + slice, account.id(), call, Kind.RESERVATION, 0, micros);
  }
}
