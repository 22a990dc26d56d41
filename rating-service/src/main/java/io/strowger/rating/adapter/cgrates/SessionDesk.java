package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.cgrates.session.SessionRun;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.cgrates.session.Wanted;
import io.strowger.rating.tariff.ActiveTariff;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sessions led by requests: opened, updated, ended; each step is one transaction. */
final class SessionDesk {
  private static final String TTL = "*sessionsTTL";

  private final EventLedger ledger;
  private final ApiSessionStore store;
  private final SessionSettling settling;
  private final CdrDesk records;

  SessionDesk(EventLedger ledger, ApiSessionStore store, RunCosts costs, CdrDesk records) {
    this.ledger = ledger;
    this.store = store;
    this.settling = new SessionSettling(ledger, store, costs);
    this.records = records;
  }

  /** A session that was led on. */
  record Led(ApiSession session) {
    /** What each run may use from now on, in nanoseconds or units. */
    Map<String, Long> byRun() {
      Map<String, Long> usages = new LinkedHashMap<>();
      session.runs().forEach(run -> usages.put(run.runId(), run.lastUsage()));
      return usages;
    }

    /** What all of them may use. */
    long usage() {
      return least(byRun());
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
    return ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      if (before.isPresent() && !before.get().ended()) {
        throw RpcError.exists();
      }
      return lead(unit, opened(event, runs, before), event);
    });
  }

  /** Leads a session on; opens it where there is none. */
  Led update(CgrEvent event, Supplier<List<CgrEvent>> runs) {
    return ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      ApiSession session =
          before.filter(known -> !known.ended()).orElseGet(() -> opened(event, runs.get(), before));
      return lead(unit, session, event);
    });
  }

  /** Ends a session; one that was not opened is charged as a whole. Ended twice is ended once. */
  void end(CgrEvent event, Supplier<List<CgrEvent>> runs) {
    ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      if (before.isEmpty()) {
        ApiSession opened = opened(event, runs.get(), before);
        settling.settle(unit, lead(unit, opened, event).session(), event);
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

  /** Ends a session that was not heard of in time: what was granted was used. */
  void expire(String cgrId) {
    Instant now = ledger.defaults().clock().instant();
    endAsGranted(
        cgrId, session -> session.expiresAt() != null && !session.expiresAt().isAfter(now));
  }

  /** Ends a session that an operator wants ended: what was granted was used. */
  void disconnect(String cgrId) {
    endAsGranted(cgrId, session -> !session.ended());
  }

  private void endAsGranted(String cgrId, Predicate<ApiSession> wanted) {
    ledger.transact(unit -> {
      Optional<ApiSession> session = store.lock(unit.connection(), cgrId).filter(wanted);
      if (session.isPresent()) {
        ApiSession ended = settling.settle(unit, session.get(), silence(session.get()));
        records.keepNew(unit, SessionStep.events(ended));
      }
      return true;
    });
  }

  /** What is told of a session that nobody told the end of. */
  private static CgrEvent silence(ApiSession session) {
    return new CgrEvent(session.tenant(), session.start(), MissingNode.getInstance())
        .without("Usage", "LastUsed");
  }

  private ApiSession opened(CgrEvent event, List<CgrEvent> runs, Optional<ApiSession> before) {
    return new ApiSession(
        event.cgrId(),
        event.tenant(),
        before.map(ended -> ended.generation() + 1).orElse(0),
        0,
        event.fields(),
        runs.stream().map(run -> SessionRun.begun(run.fields())).toList(),
        false,
        ledger.defaults().clock().instant(),
        null);
  }

  private Led lead(UnitOfWork unit, ApiSession session, CgrEvent event) throws SQLException {
    Instant now = ledger.defaults().clock().instant();
    Books books = ledger.lock(unit, SessionStep.events(session));
    Wanted wanted = Wanted.of(event, session);
    boolean chargeable = event.option("*sessionsChargeable", true);
    List<SessionRun> after = new ArrayList<>();
    for (SessionRun run : session.runs()) {
      SessionStep step = SessionStep.of(session, run, ledger, books);
      SessionRun led =
          switch (step.rated().kind()) {
            case PREPAID -> reserve(step, wanted, chargeable);
            case PSEUDO_PREPAID -> run.granted(covered(step, wanted), wanted.lastUsed());
            case POSTPAID, RATED, NONE -> run.granted(wanted.usage(), wanted.lastUsed());
          };
      after.add(led);
    }
    ledger.write(unit, books);
    ApiSession led = session.led(after, now, timeToLive(event));
    store.save(unit.connection(), led);
    return new Led(led);
  }

  private SessionRun reserve(SessionStep step, Wanted wanted, boolean chargeable) {
    RunMeter meter =
        rals(() -> ledger.meter(step.payer(ledger), step.rated(), step.run().agreed()));
    SessionRun begun =
        step.run().agreed() == null ? step.run().by(agreed(meter, step)) : step.run();
    SessionRun after =
        chargeable ? rals(() -> meter.extend(begun, wanted)) : meter.pause(begun, wanted.usage());
    step.books()
        .post(
            step.postings(meter.account())
                .hold(
                    step.run().metered().holds(),
                    after.metered().holds(),
                    step.session().steps() + 1)
                .all());
    return after;
  }

  private static Agreed agreed(RunMeter meter, SessionStep step) {
    ActiveTariff tariff = meter.rater().tariff();
    return new Agreed(tariff.name(), tariff.version(), step.rated().start());
  }

  private long covered(SessionStep step, Wanted wanted) {
    return rals(() ->
        ledger.meter(step.payer(ledger), step.rated(), null).affordable(wanted.usage(), false));
  }

  private static @Nullable Duration timeToLive(CgrEvent event) {
    String text = event.options().path(TTL).asText("");
    return text.isEmpty() ? null : Duration.ofNanos(GoDuration.nanos(text));
  }

  static <T> T rals(Supplier<T> charging) {
    try {
      return charging.get();
    } catch (RpcError refused) {
      throw new RpcError("RALS_ERROR:" + refused.text());
    }
  }
}
