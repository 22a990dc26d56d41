package io.strowger.rating.adapter.rest;

import java.util.Currency;

/** Currencies as requests name them. */
final class Currencies {
  private Currencies() {}

  static Currency of(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("currency must be an ISO 4217 code: " + code, unknown);
    }
  }
}
