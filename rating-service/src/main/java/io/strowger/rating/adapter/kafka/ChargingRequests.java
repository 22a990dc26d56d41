package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Received;
import io.strowger.messaging.RoundTrip;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.Unavailable;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.adapter.db.ChargeStore;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.charging.CallSession;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.charging.Charger;
import io.strowger.rating.charging.Charging;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.charging.ChargingPolicy;
import io.strowger.rating.charging.Scene;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about requests: a batch is one transaction, in which its sessions, accounts and balances
 * are locked, led on in order, and written with their entries and answers.
 */
public final class ChargingRequests implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ChargingRequests.class);
  private static final String SERIALIZATION_FAILURE = "40001";

  private final ServiceLink link;
  private final Stores stores;
  private final ChargingPolicy policy;
  private final WithoutBooks withoutBooks;
  private final Clock clock;

  /** Where accounts, sessions, charges and movements go. */
  public record Stores(
      LedgerStore ledger, SessionStore sessions, ChargeStore charges, Movements movements) {}

  /** Decides by this policy. */
  public ChargingRequests(
      ServiceLink link,
      Stores stores,
      ChargingPolicy policy,
      WithoutBooks withoutBooks,
      Clock clock) {
    this.link = link;
    this.stores = stores;
    this.policy = policy;
    this.withoutBooks = withoutBooks;
    this.clock = clock;
  }

  @Override
  public void accept(List<Received> batch) {
    try {
      link.database()
          .transact(unit -> {
            decide(unit, batch);
            return null;
          });
      withoutBooks.areBack();
    } catch (Unavailable away) {
      withoutBooks.areAway(batch);
      throw away;
    }
  }

  private void decide(UnitOfWork unit, List<Received> batch) throws SQLException {
    Map<String, CallSession> sessions = new HashMap<>();
    RoundTrip first = stores.sessions().lock(SessionStore.byKeys(), calls(batch), sessions);
    first.make(unit.connection());
    Refusals refusals = new Refusals(unit);
    Set<String> locked = accounts(batch, sessions);
    Books books =
        stores
            .ledger()
            .lock(
                unit.connection(),
                new LedgerStore.Extent(locked, held(sessions)),
                trip -> {
                  lockThoseOpenedMeanwhile(trip, calls(batch), sessions);
                  refusals.ask(trip, batch);
                });
    requireAll(sessions, locked);
    Map<String, CallSession> changed = new HashMap<>();
    List<ChargedCall> kept = new ArrayList<>();
    for (Received received : batch) {
      ChargingRequest request = (ChargingRequest) received.message();
      String call = request.head().callId().value();
      CallSession before = sessions.get(call);
      if (refusals.wasRefused(request) || wasAnsweredAndIsOver(request, before)) {
        continue;
      }
      books.account(request.head().accountId()).ifPresent(withoutBooks::remember);
      Charging charging =
          policy.decide(request, new Scene(books::account, before, clock.instant()));
      CallSession after = charging.session();
      if (after != null && !after.equals(before)) {
        sessions.put(call, after);
        changed.put(call, after);
      }
      books.post(charging.postings());
      charging.traffic().forEach(books::count);
      charging.answers().forEach(answer -> send(unit, answer, received.traceparent(), kept));
      refusals.note(charging.answers());
    }
    refusals.remember();
    stores.movements().tell(unit, books.write());
    stores.movements().tellLow(unit, books);
    stores.sessions().save(unit.last(), changed.values());
    stores.charges().keep(unit.last(), kept);
  }

  /** While this one waited for an account, another instance may have opened its call's session. */
  private void lockThoseOpenedMeanwhile(
      RoundTrip trip, Set<String> calls, Map<String, CallSession> sessions) {
    calls.removeAll(sessions.keySet());
    if (!calls.isEmpty()) {
      stores.sessions().lock(trip, calls, sessions);
    }
  }

  /**
   * A session that was opened meanwhile may be charged to others than the one that calls, who are
   * not locked, and cannot be now, out of order: all of it is done again, as after a deadlock.
   */
  private static void requireAll(Map<String, CallSession> sessions, Set<String> locked)
      throws SQLException {
    for (CallSession session : sessions.values()) {
      for (AccountId charged : session.accounts()) {
        if (!locked.contains(charged.value())) {
          throw new SQLTransactionRollbackException(
              charged + " is not locked for call " + session.call(), SERIALIZATION_FAILURE);
        }
      }
    }
  }

  /** Its authorisation is delivered again; another answer would contradict the first. */
  private static boolean wasAnsweredAndIsOver(
      ChargingRequest request, @Nullable CallSession session) {
    return request instanceof ChargingRequest.AuthorizeCall
        && session != null
        && session.settled()
        && session.route() != null;
  }

  private static Set<String> calls(List<Received> batch) {
    Set<String> calls = new TreeSet<>();
    batch.forEach(
        received -> calls.add(((ChargingRequest) received.message()).head().callId().value()));
    return calls;
  }

  private Set<String> accounts(List<Received> batch, Map<String, CallSession> sessions) {
    Set<String> ids = new TreeSet<>();
    sessions.values().forEach(session -> session.accounts().forEach(id -> ids.add(id.value())));
    for (Received received : batch) {
      ChargingRequest request = (ChargingRequest) received.message();
      ids.add(request.head().accountId().value());
      if (request instanceof ChargingRequest.AuthorizeCall authorise) {
        policy.othersChargedFor(authorise).forEach(other -> ids.add(other.value()));
      }
    }
    return ids;
  }

  /** Nobody may be able to draw upon them any more, but what is held of them is to be settled. */
  private static Set<String> held(Map<String, CallSession> sessions) {
    Set<String> held = new TreeSet<>();
    sessions.values().stream()
        .filter(session -> !session.settled())
        .forEach(session -> held.addAll(session.balances()));
    return held;
  }

  private void send(
      UnitOfWork unit, Answer answer, @Nullable String trace, List<ChargedCall> kept) {
    if (answer instanceof Answer.Kept(ChargedCall call)) {
      kept.add(call);
    } else if (answer instanceof Answer.Unpaid(Charger charger)) {
      LOG.warn("a call is not charged as {} says: there is no account", charger);
    } else {
      unit.send(record(link, answer, trace, clock.instant()));
    }
  }

  static Outgoing record(ServiceLink link, Answer answer, @Nullable String trace, Instant now) {
    return switch (answer) {
      case Answer.Decision(var decision) ->
          link.outgoing()
              .of(
                  Topic.CHARGING_DECISIONS,
                  decision.head().callId().value(),
                  decision,
                  decision.head().requestId().value(),
                  trace,
                  now);
      case Answer.Charge(var charge) ->
          link.outgoing()
              .of(Topic.CHARGES, charge.callId().value(), charge, charge.chargeId(), trace, now);
      case Answer.Command(var route, var command) ->
          link.outgoing()
              .toPartition(
                  Topic.CALL_COMMANDS,
                  route.partition(),
                  command.head().callId().value(),
                  command,
                  command.head().commandId().value(),
                  trace,
                  now);
      case Answer.Kept(var call) ->
          throw new IllegalArgumentException("is kept here, not sent: " + call.chargeId());
      case Answer.Unpaid(var charger) ->
          throw new IllegalArgumentException("is logged here, not sent: " + charger);
    };
  }
}
