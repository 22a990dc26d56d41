package io.strowger.rating.adapter.cgrates;

import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** What CGRateS's methods keep besides accounts. */
@ApplicationScoped
public class CgratesStores {
  private final StoredTariff tariff;
  private final StagingStore staging;
  private final CdrStore cdrs;
  private final ApiSessionStore sessions;

  /** In this database. */
  public CgratesStores(DataSource source, StoredTariff tariff) {
    this.tariff = tariff;
    this.staging = new StagingStore(source);
    this.cdrs = new CdrStore(source);
    this.sessions = new ApiSessionStore(source);
  }

  StoredTariff tariff() {
    return tariff;
  }

  StagingStore staging() {
    return staging;
  }

  CdrStore cdrs() {
    return cdrs;
  }

  ApiSessionStore sessions() {
    return sessions;
  }
}
