package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.RunMeter;
import io.strowger.rating.cgrates.session.SessionRun;
import io.strowger.rating.cgrates.session.SessionRun.Agreed;
import io.strowger.rating.cgrates.session.Wanted;
import io.strowger.rating.costing.MaxUsage;
import io.strowger.rating.tariff.ActiveTariff;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reserves what the runs of a session may use next. */
final class SessionLeading {
  private final EventLedger ledger;

  SessionLeading(EventLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * The runs of a session after more was granted, entered in the ledger.
   *
   * @param chargeable false when what is wanted costs nothing
   * @throws RpcError with {@code RALS_ERROR:} when one may not be charged; nothing is entered then
   */
  List<SessionRun> lead(UnitOfWork unit, ApiSession session, Wanted wanted, boolean chargeable)
      throws SQLException {
    Books books = ledger.lock(unit, session);
    List<SessionRun> after = new ArrayList<>();
    for (SessionRun run : session.runs()) {
      SessionStep step = SessionStep.of(session, run, ledger, books);
      SessionRun led =
          switch (step.rated().kind()) {
            case PREPAID -> reserve(step, wanted, chargeable);
            case PSEUDO_PREPAID -> run.granted(asked(step, wanted), wanted.lastUsed());
            case POSTPAID, RATED, NONE -> run.granted(wanted.usage(), wanted.lastUsed());
          };
      after.add(led);
    }
    ledger.write(unit, books);
    return after;
  }

  /** True when nobody uses more of it: who leads it has forgotten it. */
  boolean isTooLong(ApiSession session) {
    return session.runs().stream()
        .anyMatch(
            run -> MaxUsage.exceeded(run.event().path("ToR").asText("*voice"), run.totalUsage()));
  }

  private SessionRun reserve(SessionStep step, Wanted wanted, boolean chargeable) {
    RunMeter meter =
        SessionDesk.rals(() -> ledger.meter(step.payer(ledger), step.rated(), step.run().agreed()));
    SessionRun begun =
        step.run().agreed() == null ? step.run().by(agreed(meter, step)) : step.run();
    SessionRun after =
        chargeable
            ? SessionDesk.rals(() -> meter.extend(begun, wanted))
            : meter.pause(begun, wanted.usage());
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

  /** Nobody is there to be told what a session that is debited by itself may use. */
  private long asked(SessionStep step, Wanted wanted) {
    return step.session().autoDebit() == null ? covered(step, wanted) : wanted.usage();
  }

  private long covered(SessionStep step, Wanted wanted) {
    return SessionDesk.rals(() ->
        ledger.meter(step.payer(ledger), step.rated(), null).affordable(wanted.usage(), false));
  }
}
