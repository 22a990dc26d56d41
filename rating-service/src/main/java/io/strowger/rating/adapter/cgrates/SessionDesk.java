package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.contracts.id.AccountId;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Account;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.GoDuration;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.cgrates.session.SessionRun;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.cgrates.session.Wanted;
import io.strowger.rating.charging.Postings;
import io.strowger.rating.metering.Metered;
import io.strowger.rating.tariff.ActiveTariff;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sessions led by requests: opened, updated, ended; each step is one transaction. */
final class SessionDesk {
  private static final String TTL = "*sessionsTTL";

  private final EventLedger ledger;
  private final ApiSessionStore store;
  private final RunCosts costs;

  SessionDesk(EventLedger ledger, ApiSessionStore store, RunCosts costs) {
    this.ledger = ledger;
    this.store = store;
    this.costs = costs;
  }

  /** What a session may use from now on, in nanoseconds or units. */
  record Led(ApiSession session, long usage) {}

  /**
   * Opens a session of these runs.
   *
   * @throws RpcError {@code EXISTS} when there is one; with {@code RALS_ERROR:} why it cannot be
   */
  long open(CgrEvent event, List<CgrEvent> runs) {
    return ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      if (before.isPresent() && !before.get().ended()) {
        throw RpcError.exists();
      }
      return lead(unit, opened(event, runs, before), event).usage();
    });
  }

  /** Leads a session on; opens it where there is none. */
  long update(CgrEvent event, Supplier<List<CgrEvent>> runs) {
    return ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      ApiSession session =
          before.filter(known -> !known.ended()).orElseGet(() -> opened(event, runs.get(), before));
      return lead(unit, session, event).usage();
    });
  }

  /** Ends a session; one that was not opened is charged as a whole. Ended twice is ended once. */
  void end(CgrEvent event, Supplier<List<CgrEvent>> runs) {
    ledger.transact(unit -> {
      Optional<ApiSession> before = store.lock(unit.connection(), event.cgrId());
      if (before.isEmpty()) {
        ApiSession opened = opened(event, runs.get(), before);
        settle(unit, lead(unit, opened, event).session(), event);
      } else if (!before.get().ended()) {
        settle(unit, before.get(), event);
      }
      return true;
    });
  }

  /** A session that was opened once, under way or ended. */
  Optional<ApiSession> find(CgrEvent event) {
    return store.find(event.cgrId());
  }

  /** Ends a session that was not heard of in time: what was granted was used. */
  void expire(String cgrId) {
    ledger.transact(unit -> {
      Instant now = ledger.defaults().clock().instant();
      Optional<ApiSession> session = store.lock(unit.connection(), cgrId);
      Instant expiry = session.map(ApiSession::expiresAt).orElse(null);
      if (session.isPresent() && expiry != null && !expiry.isAfter(now)) {
        ApiSession lost = session.get();
        settle(
            unit,
            lost,
            new CgrEvent(lost.tenant(), lost.start(), MissingNode.getInstance())
                .without("Usage", "LastUsed"));
      }
      return true;
    });
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
    Books books = ledger.lock(unit, events(session));
    Wanted wanted = Wanted.of(event, session);
    boolean chargeable = event.option("*sessionsChargeable", true);
    List<SessionRun> after = new ArrayList<>();
    long usage = Long.MAX_VALUE;
    for (SessionRun run : session.runs()) {
      RatedEvent rated = ledger.rated(event(session, run), run.agreed());
      SessionRun led =
          switch (rated.kind()) {
            case PREPAID -> reserve(new Step(session, run, rated, books), wanted, chargeable);
            case PSEUDO_PREPAID -> run.used(run.totalUsage(), covered(rated, wanted, books));
            case POSTPAID, RATED, NONE -> run.used(run.totalUsage(), wanted.usage());
          };
      usage = Math.min(usage, led.lastUsage());
      after.add(led);
    }
    ledger.write(unit, books);
    ApiSession led = session.led(after, now, timeToLive(event));
    store.save(unit.connection(), led);
    return new Led(led, usage);
  }

  private record Step(ApiSession session, SessionRun run, RatedEvent rated, Books books) {
    Optional<Account> payer(EventLedger ledger) {
      return ledger.account(rated.event()).flatMap(books::account);
    }

    Postings postings(Account payer) {
      String mark = run.runId().equals("*default") ? "" : "-" + run.runId();
      return new Postings(new CallId(session.name()), mark, payer.purse());
    }
  }

  private SessionRun reserve(Step step, Wanted wanted, boolean chargeable) {
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

  private static Agreed agreed(RunMeter meter, Step step) {
    ActiveTariff tariff = meter.rater().tariff();
    return new Agreed(tariff.name(), tariff.version(), step.rated().start());
  }

  private long covered(RatedEvent rated, Wanted wanted, Books books) {
    Optional<Account> payer = ledger.account(rated.event()).flatMap(books::account);
    return rals(() -> ledger.meter(payer, rated, null).affordable(wanted.usage(), false));
  }

  private void settle(UnitOfWork unit, ApiSession session, CgrEvent event) throws SQLException {
    Instant now = ledger.defaults().clock().instant();
    Books books = ledger.lock(unit, events(session));
    List<SessionRun> after = new ArrayList<>();
    for (SessionRun run : session.runs()) {
      long used = used(run, event);
      RatedEvent rated = ledger.rated(event(session, run), run.agreed());
      Step step = new Step(session, run, rated, books);
      after.add(
          run.metered().stretches().isEmpty() ? used(run, used, event) : charge(step, used, event));
    }
    ledger.write(unit, books);
    store.save(unit.connection(), session.ended(after, now));
  }

  /** What was said to be used, of it all or of the last grant; else what was granted. */
  private static long used(SessionRun run, CgrEvent event) {
    if (event.usage("Usage").isPresent()) {
      return event.usage("Usage").getAsLong();
    }
    return event.usage("LastUsed").isPresent()
        ? run.totalUsage() - run.lastUsage() + event.usage("LastUsed").getAsLong()
        : run.totalUsage();
  }

  private SessionRun charge(Step step, long used, CgrEvent event) {
    RunMeter meter = costs.meterOfGranted(step.payer(ledger), step.rated(), step.run().agreed());
    Metered ended = meter.settle(step.run().metered(), used);
    step.books()
        .post(
            step.postings(meter.account())
                .settle(step.run().metered().holds(), ended.holds())
                .all());
    AccountId id = meter.account().id();
    Account after = step.books().account(id).orElse(meter.account());
    ObjectNode told = told(step.run(), used, event);
    costs.tell(told, new RunCosts.Charged(step.rated(), ended, used, after), meter.rater());
    return new SessionRun(told, step.run().agreed(), ended, used, 0);
  }

  private static SessionRun used(SessionRun run, long used, CgrEvent event) {
    return new SessionRun(told(run, used, event), run.agreed(), run.metered(), used, 0);
  }

  /** The fields of a run that ended. */
  private static ObjectNode told(SessionRun run, long used, CgrEvent event) {
    ObjectNode told = run.event().deepCopy();
    told.put("Usage", used);
    if (event.has("AnswerTime")) {
      told.set("AnswerTime", event.fields().get("AnswerTime"));
    }
    return told;
  }

  private static CgrEvent event(ApiSession session, SessionRun run) {
    return CgrEvent.of(session.tenant(), run.event());
  }

  private static List<CgrEvent> events(ApiSession session) {
    return session.runs().stream().map(run -> event(session, run)).toList();
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
