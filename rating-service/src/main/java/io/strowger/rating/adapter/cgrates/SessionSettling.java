package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.account.Account;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.cdr.EventCharge;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.cgrates.session.SessionRun;
import io.strowger.rating.metering.Metered;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The end of sessions: what was used of what is reserved is charged, the rest is free again. */
final class SessionSettling {
  private final EventLedger ledger;
  private final ApiSessionStore store;
  private final RunCosts costs;

  SessionSettling(EventLedger ledger, ApiSessionStore store, RunCosts costs) {
    this.ledger = ledger;
    this.store = store;
    this.costs = costs;
  }

  /** Ends a session, and keeps its charges. */
  ApiSession settle(UnitOfWork unit, ApiSession session, CgrEvent event) throws SQLException {
    Instant now = ledger.defaults().clock().instant();
    Books books = ledger.lock(unit, session);
    List<SessionRun> after = new ArrayList<>();
    List<EventCharge> charges = new ArrayList<>();
    for (SessionRun run : session.runs()) {
      long used = Math.max(0, used(run, event));
      after.add(
          run.metered().stretches().isEmpty()
              ? new SessionRun(told(run, used, event), run.agreed(), run.metered(), used, 0)
              : charge(SessionStep.of(session, run, ledger, books), used, event, charges));
    }
    ledger.write(unit, books);
    ledger.keep(unit, charges, books);
    ApiSession ended = session.ended(after, now);
    store.save(unit.connection(), ended);
    return ended;
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

  private SessionRun charge(
      SessionStep step, long used, CgrEvent event, List<EventCharge> charges) {
    SessionRun run = step.run();
    RunMeter meter = costs.meterOfGranted(step.payer(ledger), step.rated(), run.agreed());
    Metered ended = meter.settle(run.metered(), used);
    step.books()
        .post(step.postings(meter.account()).settle(run.metered().holds(), ended.holds()).all());
    AccountId id = meter.account().id();
    Account after = step.books().account(id).orElse(meter.account());
    RunCosts.Charged charged =
        new RunCosts.Charged(step.rated(), ended, used, after, meter.rater());
    if (EventCharge.canBe(step.rated(), used)) {
      charges.add(
          new EventCharge(step.chargeId(), step.name(), step.rated(), used, id, charged.cost()));
    }
    ObjectNode told = told(run, used, event);
    costs.tell(told, charged, step.chargeId());
    return new SessionRun(told, run.agreed(), ended, used, 0);
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
}
