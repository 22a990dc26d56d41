package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.AutoDebit;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.SessionRun;
import io.strowger.rating.cgrates.session.Wanted;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions led by requests: opened, updated, ended; each step is one transaction. */
final class SessionDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SessionDesk.class);
  private static final long UNTIL_THE_MONEY_ENDS = -1;

  private final EventLedger ledger;
  private final ApiSessionStore store;
  private final SessionLeading leading;
  private final SessionSettling settling;
  private final CdrDesk records;
  private final Duration debitInterval;

  /**
   * Sessions in this store.
   *
   * @param debitInterval of debits of sessions that nobody updates, where they do not say it; zero
   *     for none
   */
  SessionDesk(
      EventLedger ledger,
      ApiSessionStore store,
      RunCosts costs,
      CdrDesk records,
      Duration debitInterval) {
    this.ledger = ledger;
    this.store = store;
    this.leading = new SessionLeading(ledger);
    this.settling = new SessionSettling(ledger, store, costs);
    this.records = records;
    this.debitInterval = debitInterval;
  }

  /**
   * What may be used of a session from now on, in nanoseconds or units.
   *
   * @param usage what all of its runs may use; below 0 when it is debited by itself, for as long as
   *     there is money
   */
  record Led(Map<String, Long> byRun, long usage) {
    private static Led of(ApiSession session) {
      Map<String, Long> usages = new LinkedHashMap<>();
      session.runs().forEach(run -> usages.put(run.runId(), run.lastUsage()));
      return new Led(usages, least(usages));
    }

    /** Debited by itself: each run may use this. */
    private static Led debited(ApiSession session, long each, long all) {
      Map<String, Long> usages = new LinkedHashMap<>();
      session.runs().forEach(run -> usages.put(run.runId(), each));
      return new Led(usages, all);
    }
  }

  /** What all runs may use of what each of them may. */
  static long least(Map<String, Long> usages) {
    return usages.values().stream().mapToLong(Long::longValue).min().orElse(0);
  }

  /**
   * Opens a session of these runs.
   *
   * @throws RpcError {@code EXISTS} when there is one; with {@code RALS_ERROR:} why it cannot be
   */
  Led open(CgrEvent event, List<CgrEvent> runs) {
    AutoDebit debits = debits(event, runs);
    return ledger.transact(unit -> {
      ApiSession session = begun(unit, event, runs, debits);
      if (debits == null) {
        return Led.of(lead(unit, session, event));
      }
      ApiSession led = debit(unit, session, debits);
      boolean nothing = led.grantedToAll() == 0;
      long usual = RatedEvent.usualUsage(event.textOr("ToR", "*voice"));
      return Led.debited(led, nothing ? 0 : usual, nothing ? 0 : UNTIL_THE_MONEY_ENDS);
    });
  }

  /** Charges an event at once, and tells how much of it there was money for. */
  long charge(CgrEvent event, List<CgrEvent> runs) {
    return ledger.transact(unit -> {
      ApiSession led = lead(unit, begun(unit, event, runs, null), event);
      long usage = Led.of(led).usage();
      ObjectNode used = event.fields().deepCopy().put("Usage", usage);
      settling.settle(unit, led, new CgrEvent(event.tenant(), used, event.options()));
      return usage;
    });
  }

  private ApiSession begun(
      UnitOfWork unit, CgrEvent event, List<CgrEvent> runs, @Nullable AutoDebit debits)
      throws SQLException {
    Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
    if (before.isPresent() && !before.get().ended()) {
      throw RpcError.exists();
    }
    return begun(event, runs, before, debits);
  }

  /** Leads a session on; opens it where there is none. */
  Led update(CgrEvent event, Supplier<List<CgrEvent>> runs) {
    return ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      Optional<ApiSession> known = before.filter(session -> !session.ended());
      ApiSession session = known.isPresent() ? known.get() : begun(event, runs.get(), before);
      AutoDebit debits = session.autoDebit();
      if (debits == null) {
        return Led.of(lead(unit, session, event));
      }
      long wanted = Wanted.of(event, session).usage();
      ApiSession led = known.isPresent() ? session : debit(unit, session, debits);
      AutoDebit goingOn = Objects.requireNonNullElse(led.autoDebit(), debits);
      boolean chargeable = event.option(CgrEvent.CHARGEABLE, true);
      store.save(unit.connection(), led.heardOf(goingOn, chargeable, now(), event.options()));
      return Led.debited(led, wanted, wanted);
    });
  }

  /** Ends a session; one that was not opened is charged as a whole. Ended twice is ended once. */
  void end(CgrEvent event, Supplier<List<CgrEvent>> runs) {
    ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      if (before.isEmpty()) {
        ApiSession opened = begun(event, runs.get(), before, null);
        settling.settle(unit, lead(unit, opened, event), event);
      } else if (!before.get().ended()) {
        settling.settle(unit, before.get(), event);
      }
      return true;
    });
  }

  /** The session of an event whose record is wanted; one still under way is ended by that. */
  Optional<ApiSession> over(CgrEvent event) {
    Optional<ApiSession> session = store.find(event.cgrId());
    if (session.isEmpty() || session.get().ended()) {
      return session;
    }
    end(event, List::of);
    return store.find(event.cgrId());
  }

  /**
   * Does what is due of a session: ends one that was not heard of in time, what was granted was
   * used; debits one that is debited by itself, or ends it with its money.
   */
  void pursue(String cgrId) {
    ledger.transact(unit -> {
      Optional<ApiSession> session =
          store.lock(unit.connection(), cgrId).filter(known -> !known.ended());
      if (session.isPresent()) {
        pursue(unit, session.get());
      }
      return true;
    });
  }

  private void pursue(UnitOfWork unit, ApiSession session) throws SQLException {
    AutoDebit debits = session.autoDebit();
    if (session.isMissed(now())) {
      end(unit, session, session.missed());
    } else if (debits != null && debits.isDue(now())) {
      if (debits.last() || leading.isTooLong(session)) {
        endAsGranted(unit, session);
      } else {
        debitOrEnd(unit, session, debits);
      }
    }
  }

  /** What may not be charged any more is over: nobody is there to be told. */
  private void debitOrEnd(UnitOfWork unit, ApiSession session, AutoDebit debits)
      throws SQLException {
    try {
      debit(unit, session, debits);
    } catch (RpcError refused) {
      LOG.info("session {} ends: {}", session.cgrId(), refused.text());
      endAsGranted(unit, session);
    }
  }

  /** Ends a session that an operator wants ended: what was granted was used. */
  void disconnect(String cgrId) {
    ledger.transact(unit -> {
      Optional<ApiSession> session =
          store.lock(unit.connection(), cgrId).filter(known -> !known.ended());
      if (session.isPresent()) {
        endAsGranted(unit, session.get());
      }
      return true;
    });
  }

  private void endAsGranted(UnitOfWork unit, ApiSession session) throws SQLException {
    end(unit, session, session.silence());
  }

  private void end(UnitOfWork unit, ApiSession session, CgrEvent told) throws SQLException {
    ApiSession ended = settling.settle(unit, session, told);
    records.keepNew(unit, SessionStep.events(ended));
  }

  private ApiSession begun(CgrEvent event, List<CgrEvent> runs, Optional<ApiSession> before) {
    return begun(event, runs, before, debits(event, runs));
  }

  private ApiSession begun(
      CgrEvent event,
      List<CgrEvent> runs,
      Optional<ApiSession> before,
      @Nullable AutoDebit debits) {
    return ApiSession.begun(
        event,
        before.map(ended -> ended.generation() + 1).orElse(0),
        runs.stream().map(run -> SessionRun.begun(run.fields())).toList(),
        debits,
        now());
  }

  private @Nullable AutoDebit debits(CgrEvent event, List<CgrEvent> runs) {
    try {
      return AutoDebit.of(event, runs, debitInterval, now());
    } catch (RpcError unreadable) {
      throw new RpcError("RALS_ERROR:" + unreadable.text());
    }
  }

  private ApiSession lead(UnitOfWork unit, ApiSession session, CgrEvent event) throws SQLException {
    boolean chargeable = event.option(CgrEvent.CHARGEABLE, true);
    List<SessionRun> runs = leading.lead(unit, session, Wanted.of(event, session), chargeable);
    ApiSession led = session.led(runs, now(), event.options());
    store.save(unit.connection(), led);
    return led;
  }

  private ApiSession debit(UnitOfWork unit, ApiSession session, AutoDebit debits)
      throws SQLException {
    Instant now = now();
    Wanted wanted = session.wanted(debits, now);
    List<SessionRun> runs = leading.lead(unit, session, wanted, debits.chargeable());
    ApiSession led = session.debited(runs, debits, now);
    store.save(unit.connection(), led);
    return led;
  }

  private Instant now() {
    return ledger.defaults().clock().instant();
  }

  static <T> T rals(Supplier<T> charging) {
    try {
      return charging.get();
    } catch (RpcError refused) {
      throw new RpcError("RALS_ERROR:" + refused.text());
    }
  }
}
