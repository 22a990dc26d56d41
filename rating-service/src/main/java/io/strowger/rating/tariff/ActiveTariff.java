package io.strowger.rating.tariff;

import io.strowger.rating.plan.TariffPlan;
import java.util.Currency;

/**
 * One version of a tariff, ready for rating; never changes.
 *
 * @param name how accounts name it
 * @param version grows with every import
 * @param currency what its prices are in
 */
public record ActiveTariff(String name, int version, Currency currency, TariffPlan plan) {
  /** The name and version, as charges tell it. */
  public String label() {
    return new TariffLabel(name, version).toString();
  }
}
