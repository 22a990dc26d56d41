package io.strowger.rating.adapter.cgrates;

import jakarta.enterprise.context.ApplicationScoped;

/** What CGRateS's methods keep besides tariffs and accounts. */
@ApplicationScoped
public class CgratesStores {
  private final StagingStore staging;
  private final ChargerStore chargers;

  /** These stores. */
  public CgratesStores(StagingStore staging, ChargerStore chargers) {
    this.staging = staging;
    this.chargers = chargers;
  }

  StagingStore staging() {
    return staging;
  }

  ChargerStore chargers() {
    return chargers;
  }
}
