package io.strowger.rating.adapter.cgrates;

import io.strowger.contracts.id.CallId;
import io.strowger.rating.account.Account;
import io.strowger.rating.adapter.db.Books;
import io.strowger.rating.cgrates.event.CgrEvent;
import io.strowger.rating.cgrates.session.ApiSession;
import io.strowger.rating.cgrates.session.RatedEvent;
import io.strowger.rating.cgrates.session.SessionRun;
import io.strowger.rating.charging.Postings;
import java.util.List;
import java.util.Optional;

/** What is entered for one run of a session, and how that is named. */
record SessionStep(ApiSession session, SessionRun run, RatedEvent rated, Books books) {
  static SessionStep of(ApiSession session, SessionRun run, EventLedger ledger, Books books) {
    CgrEvent event = CgrEvent.of(session.tenant(), run.event());
    return new SessionStep(session, run, ledger.rated(event, run.agreed()), books);
  }

  /** The runs of a session as events. */
  static List<CgrEvent> events(ApiSession session) {
    return session.runs().stream().map(run -> CgrEvent.of(session.tenant(), run.event())).toList();
  }

  /** Who pays; empty when there is no such account. */
  Optional<Account> payer(EventLedger ledger) {
    return ledger.account(rated.event()).flatMap(books::account);
  }

  /** What entries are named by. */
  CallId name() {
    return new CallId(session.name());
  }

  private String mark() {
    return run.runId().equals("*default") ? "" : "-" + run.runId();
  }

  /** What the charge is named by. */
  String chargeId() {
    return session.name() + mark() + "-charge";
  }

  Postings postings(Account payer) {
    return new Postings(name(), mark(), payer.purse());
  }
}
