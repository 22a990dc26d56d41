package io.strowger.rating.tariff;

/** Why a row cannot be part of a tariff. */
public record LoadFailure(Origin origin, String reason) {
  @Override
  public String toString() {
    return origin.file() + ":" + origin.line() + ": " + reason;
  }
}
