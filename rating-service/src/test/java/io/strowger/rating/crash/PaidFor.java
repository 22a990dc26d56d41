package io.strowger.rating.crash;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.adapter.db.ChargerBook;
import io.strowger.rating.charging.ChargedRun;
import io.strowger.rating.charging.Charger;
import io.strowger.rating.charging.Chargers;
import java.math.BigDecimal;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** Accounts whose calls another pays for. */
final class PaidFor {
  private PaidFor() {}

  /** A site's chargers, by which an account pays for whatever these call. */
  static Chargers by(String payer, Set<String> callers, Site site) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(site.database().jdbcUrl());
    source.setUser(site.database().username());
    source.setPassword(site.database().password());
    source.setCurrentSchema("rating");
    ChargerBook book = new ChargerBook(source);
    book.put(
        new Charger(
            AccountTerms.TENANT,
            payer,
            ChargedRun.CUSTOMER,
            new Charger.When(callers, Set.of()),
            new AccountId(payer),
            null,
            null,
            null,
            BigDecimal.ONE));
    return book;
  }
}
