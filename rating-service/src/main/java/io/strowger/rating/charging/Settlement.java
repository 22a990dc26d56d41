package io.strowger.rating.charging;

import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Account;
import io.strowger.rating.account.Traffic;
import io.strowger.rating.charging.CallSession.Grant;
import io.strowger.rating.charging.CallSession.Moments;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.ledger.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The end of a call's money: what was used is charged, the rest is free again. */
final class Settlement {
  private final Words words;
  private final RunSettling settling;
  private final OutagePolicies outages;

  Settlement(Words words, RunSettling settling, OutagePolicies outages) {
    this.words = words;
    this.settling = settling;
    this.outages = outages;
  }

  Charging settle(ChargingRequest.SettleCall request, Scene scene) {
    CallSession session = scene.session();
    Account account = scene.account(request.head().accountId()).orElse(null);
    if (session != null && session.settled() || account == null) {
      return Charging.unchanged(session);
    }
    if (session == null || session.runs().isEmpty()) {
      return neverAuthorised(request, account, scene);
    }
    return charge(request, account, session, scene);
  }

  private Charging charge(
      ChargingRequest.SettleCall request, Account account, CallSession session, Scene scene) {
    Instant answered = answered(request, session.moments());
    Duration used = used(answered, session, request.endedAt());
    List<ChargedRun> charged = new ArrayList<>();
    List<Posting> postings = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    for (ChargedRun run : session.runs()) {
      Account payer = scene.after(List.copyOf(postings)).account(run.account()).orElse(null);
      if (payer == null) {
        continue;
      }
      Instant start = Objects.requireNonNullElse(answered, request.endedAt());
      RunSettling.Settled settled = settling.settle(session.call(), run, payer, start, used);
      Account after = payer.after(settled.postings());
      postings.addAll(settled.postings());
      charged.add(settled.run());
      answers.add(words.charged(session, settled, used, after, scene.now()));
      answers.add(words.kept(session, settled, used, answered, request.endedAt()));
    }
    if (session.grant().slice() > 0 && session.route() != null) {
      answers.add(words.cancelTimer(session, session.route(), scene.now()));
    }
    return new Charging(
        session.at(session.moments().answeredOrNot(answered)).settled(charged),
        postings,
        traffic(session, account, charged, scene),
        answers);
  }

  /** A call less for who made it, and what it cost for who pays for it. */
  private static Map<AccountId, Traffic> traffic(
      CallSession session, Account caller, List<ChargedRun> charged, Scene scene) {
    Map<AccountId, Traffic> traffic = new HashMap<>();
    traffic.put(caller.id(), caller.traffic().withoutCall());
    for (ChargedRun run : charged) {
      if (run.isCustomer()) {
        scene
            .account(run.account())
            .map(payer -> traffic.getOrDefault(payer.id(), payer.traffic()))
            .map(lately -> lately.claiming(-session.claimedMicros()))
            .ifPresent(lately ->
                traffic.put(run.account(), lately.with(run.metered().costMicros(), scene.now())));
      }
    }
    return traffic;
  }

  /** When its time began to cost: of a caller who had been answered before, with the far end's. */
  private static @Nullable Instant answered(ChargingRequest.SettleCall request, Moments moments) {
    if (moments.answeredBefore() == null) {
      return request.answeredAt() == null ? moments.answeredAt() : request.answeredAt();
    }
    Instant bridged = request.bridgedAt();
    boolean reached = bridged != null && moments.mayBegin(bridged);
    return moments.answeredAt() == null && reached ? bridged : moments.answeredAt();
  }

  private static Duration used(@Nullable Instant answered, CallSession session, Instant endedAt) {
    if (answered == null) {
      return Duration.ZERO;
    }
    Instant stopped = stopped(session);
    Instant end = stopped == null || endedAt.isBefore(stopped) ? endedAt : stopped;
    Duration used = Duration.between(answered, end);
    return used.isNegative() ? Duration.ZERO : used;
  }

  /**
   * A caller who was sent elsewhere pays for no more than the grant, though that is all we know.
   */
  private static @Nullable Instant stopped(CallSession session) {
    Moments moments = session.moments();
    return moments.stoppedAt() == null && Words.isTransfer(moments.said())
        ? session.paidUntil()
        : moments.stoppedAt();
  }

  /**
   * Remembered, so that an authorisation that comes after the call's end reserves nothing. A call
   * that was let through while the books could not be looked at is charged now.
   */
  private Charging neverAuthorised(
      ChargingRequest.SettleCall request, Account account, Scene scene) {
    CallSession tombstone =
        new CallSession(
            request.head().callId(), account.id(), null, List.of(), true, Grant.NONE, Moments.NONE);
    String destination = request.destination();
    boolean owed =
        request.answeredAt() != null
            && destination != null
            && outages.of(account.terms().more().accountClass()).goesOn();
    if (owed) {
      CallSession late = settling.openLate(tombstone, account, destination, request.answeredAt());
      if (!late.runs().isEmpty()) {
        return charge(request, account, late, scene);
      }
    }
    return Charging.answered(
        tombstone, List.of(words.nothingCharged(tombstone, account, scene.now())));
  }
}
