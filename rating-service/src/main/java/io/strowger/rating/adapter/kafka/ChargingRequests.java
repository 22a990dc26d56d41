package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Received;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.charging.CallSession;
import io.strowger.rating.charging.Charging;
import io.strowger.rating.charging.Charging.Answer;
import io.strowger.rating.charging.ChargingPolicy;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Posting;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests: a batch is one transaction, in which its accounts and sessions are
 * locked, led on in order, and written with their entries and answers.
 */
public final class ChargingRequests implements BatchHandler {
  private final ServiceLink link;
  private final Stores stores;
  private final ChargingPolicy policy;
  private final Clock clock;

  /** Where accounts, sessions and movements go. */
  public record Stores(LedgerStore ledger, SessionStore sessions, Movements movements) {}

  /** Decides by this policy. */
  public ChargingRequests(ServiceLink link, Stores stores, ChargingPolicy policy, Clock clock) {
    this.link = link;
    this.stores = stores;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public void accept(List<Received> batch) {
    link.database()
        .transact(unit -> {
          decide(unit, batch);
          return null;
        });
  }

  private void decide(UnitOfWork unit, List<Received> batch) throws SQLException {
    Set<String> accountIds = new TreeSet<>();
    Set<String> calls = new TreeSet<>();
    for (Received received : batch) {
      ChargingRequest request = (ChargingRequest) received.message();
      accountIds.add(request.head().accountId().value());
      calls.add(request.head().callId().value());
    }
    Map<String, Account> accounts = stores.ledger().lock(unit.connection(), accountIds);
    Map<String, CallSession> sessions = stores.sessions().lock(unit.connection(), calls);
    Map<String, CallSession> changed = new HashMap<>();
    List<Posting> postings = new ArrayList<>();
    Refusals refusals = Refusals.of(unit, batch);
    for (Received received : batch) {
      ChargingRequest request = (ChargingRequest) received.message();
      String account = request.head().accountId().value();
      String call = request.head().callId().value();
      CallSession before = sessions.get(call);
      if (refusals.wasRefused(request) || wasAnsweredAndIsOver(request, before)) {
        continue;
      }
      Charging charging = policy.decide(request, accounts.get(account), before, clock.instant());
      putIfPresent(accounts, account, charging.account());
      putIfPresent(sessions, call, charging.session());
      if (charging.session() != null && !charging.session().equals(before)) {
        changed.put(call, charging.session());
      }
      postings.addAll(charging.postings());
      charging.answers().forEach(answer -> unit.send(record(answer, received.traceparent())));
      refusals.note(charging.answers());
    }
    refusals.remember();
    stores
        .movements()
        .tell(
            unit,
            stores
                .ledger()
                .post(
                    unit.connection(),
                    postings,
                    id -> Objects.requireNonNull(accounts.get(id.value())).currency()));
    stores.sessions().save(unit.connection(), changed.values());
  }

  /** Its authorisation is delivered again; another answer would contradict the first. */
  private static boolean wasAnsweredAndIsOver(
      ChargingRequest request, @Nullable CallSession session) {
    return request instanceof ChargingRequest.AuthorizeCall
        && session != null
        && session.settled()
        && session.route() != null;
  }

  private static <T> void putIfPresent(Map<String, T> map, String key, @Nullable T value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private Outgoing record(Answer answer, @Nullable String trace) {
    Instant now = clock.instant();
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
    };
  }
}
