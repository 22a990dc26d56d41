package io.strowger.rating.ledger;

import io.strowger.contracts.charging.AccountMovement.Kind;
import io.strowger.contracts.id.CallId;
import org.jspecify.annotations.Nullable;

/**
 * A change of a balance, to be entered once.
 *
 * @param id derived from what caused it: the database refuses a second one
 * @param balance the balance's id
 * @param amountMicros added to what the balance holds, in micro-units; the contra book loses it
 * @param reservedMicros added to what is reserved of it, in micro-units
 * @param reason why an operator did it; absent when the kind says enough
 */
public record Posting(
    String id,
    String balance,
    @Nullable CallId call,
    Kind kind,
    long amountMicros,
    long reservedMicros,
    @Nullable String reason) {
  private static final int LONGEST_REASON = 200;

  /** Refuses an entry that moves nothing, and reasons too long to keep. */
  public Posting {
    if (amountMicros == 0 && reservedMicros == 0) {
      throw new IllegalArgumentException("posting " + id + " moves nothing");
    }
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("a reason has at most " + LONGEST_REASON + " characters");
    }
  }

  /** A change of a call's money. */
  public static Posting ofCall(
      String id, String balance, CallId call, Kind kind, long amount, long reserved) {
    return new Posting(id, balance, call, kind, amount, reserved, null);
  }

  /** A change that no call caused. */
  public static Posting of(
      String id, String balance, Kind kind, long amountMicros, @Nullable String reason) {
    return new Posting(id, balance, null, kind, amountMicros, 0, reason);
  }

  /** What is added to the part that may be spent, in micro-units. */
  public long availableMicros() {
    return Math.subtractExact(amountMicros, reservedMicros);
  }

  /** The book that loses what the balance gains; absent when nothing leaves the account. */
  public @Nullable String contra() {
    if (amountMicros == 0) {
      return null;
    }
    return switch (kind) {
      case TOP_UP -> "cash";
      case ADJUSTMENT -> "adjustments";
      case SETTLEMENT -> "usage";
      case EXPIRY -> "expired";
      case TRANSFER -> "transfers";
      case CORRECTION -> "corrections";
      case RESERVATION, RELEASE ->
          throw new IllegalStateException("a " + kind + " moves nothing out: " + id);
    };
  }
}
