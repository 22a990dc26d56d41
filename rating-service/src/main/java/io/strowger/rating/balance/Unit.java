package io.strowger.rating.balance;

import java.util.Currency;
import java.util.regex.Pattern;

/**
 * What a balance holds. Every amount of it is in micro-units: millionths of the currency, of a
 * second, or of whatever else is counted.
 */
public sealed interface Unit {
  /** Micro-units in one. */
  long MICROS = 1_000_000;

  /** The name of the unit: a currency's ISO 4217 code, or what is counted in lower case. */
  String name();

  /** Money of one currency; never converted into another. */
  record Money(Currency currency) implements Unit {
    @Override
    public String name() {
      return currency.getCurrencyCode();
    }
  }

  /** Seconds of talking. */
  record Voice() implements Unit {
    @Override
    public String name() {
      return "voice";
    }
  }

  /** Bytes, messages, or whatever else is counted one by one; {@code name} in lower case. */
  record Counted(String name) implements Unit {
    private static final Pattern ALLOWED = Pattern.compile("[a-z][a-z0-9_]{0,15}");

    /** Refuses names that could be taken for a currency. */
    public Counted {
      if (!isName(name)) {
        throw new IllegalArgumentException("a counted unit must match " + ALLOWED + ": " + name);
      }
    }

    /** True when a counted unit may be called so. */
    public static boolean isName(String name) {
      return ALLOWED.matcher(name).matches() && !name.equals("voice");
    }
  }

  /** The unit of a name. */
  static Unit of(String name) {
    if (name.equals("voice")) {
      return new Voice();
    }
    if (Character.isLowerCase(name.isEmpty() ? 'A' : name.charAt(0))) {
      return new Counted(name);
    }
    try {
      return new Money(Currency.getInstance(name));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "a unit is an ISO 4217 code, voice, or a name in lower case: " + name, unknown);
    }
  }
}
