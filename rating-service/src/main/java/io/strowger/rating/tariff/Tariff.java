package io.strowger.rating.tariff;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One version of a tariff; never changes. */
public final class Tariff {
  private final String name;
  private final int version;
  private final Currency currency;
  private final Map<String, Rate> byPrefix = new HashMap<>();
  private final int longest;

  /**
   * A tariff.
   *
   * @param name how accounts name it
   * @param version grows with every change
   * @param rates one for each prefix; a prefix given twice is refused with {@link
   *     IllegalArgumentException}
   */
  public Tariff(String name, int version, Currency currency, List<Rate> rates) {
    this.name = name;
    this.version = version;
    this.currency = currency;
    int length = 0;
    for (Rate rate : rates) {
      if (byPrefix.put(rate.prefix(), rate) != null) {
        throw new IllegalArgumentException("prefix " + rate.prefix() + " is given twice");
      }
      length = Math.max(length, rate.prefix().length());
    }
    this.longest = length;
  }

  /** The name and version, as charges tell it. */
  public String label() {
    return name + "/" + version;
  }

  /** What its prices are in. */
  public Currency currency() {
    return currency;
  }

  /** The rate of the longest prefix that the number has; a leading plus is passed over. */
  public Optional<Rate> rateFor(String number) {
    String digits = number.startsWith("+") ? number.substring(1) : number;
    for (int length = Math.min(longest, digits.length()); length >= 0; length--) {
      Rate rate = byPrefix.get(digits.substring(0, length));
      if (rate != null) {
        return Optional.of(rate);
      }
    }
    return Optional.empty();
  }
}
