package io.strowger.rating.cgrates.account;

import io.strowger.rating.balance.Unit;
import io.strowger.rating.cgrates.RpcError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * Kinds of balances and their values. CGRateS counts voice in nanoseconds, and has no currencies:
 * money is of the one configured.
 */
public final class BalanceUnits {
  /** The kind of money. */
  public static final String MONETARY = "*monetary";

  private static final String VOICE = "*voice";
  private static final BigDecimal NANOS_IN_MICROSECOND = BigDecimal.valueOf(1_000);
  private static final int MICRO = 6;

  private BalanceUnits() {}

  /**
   * The unit of a kind of balance.
   *
   * @throws RpcError when it is of no kind known here
   */
  public static Unit unit(String kind, Currency currency) {
    return switch (kind) {
      case MONETARY -> new Unit.Money(currency);
      case VOICE -> new Unit.Voice();
      case "*data", "*sms", "*mms", "*generic" -> new Unit.Counted(kind.substring(1));
      default -> throw RpcError.server("unsupported balance type: " + kind);
    };
  }

  /** The kind of balance that has a unit. */
  public static String kind(Unit unit) {
    return switch (unit) {
      case Unit.Money _ -> MONETARY;
      case Unit.Voice _ -> VOICE;
      case Unit.Counted(var name) -> "*" + name;
    };
  }

  /** A value as it is kept; what is finer than a micro-unit is rounded, a half up. */
  public static long micros(Unit unit, BigDecimal value) {
    BigDecimal micros =
        unit instanceof Unit.Voice
            ? value.divide(NANOS_IN_MICROSECOND, 0, RoundingMode.HALF_UP)
            : value.movePointRight(MICRO).setScale(0, RoundingMode.HALF_UP);
    try {
      return micros.longValueExact();
    } catch (ArithmeticException tooMuch) {
      throw RpcError.server("value out of range: " + value.toPlainString());
    }
  }

  /** A value as it is told. */
  public static BigDecimal value(Unit unit, long micros) {
    return unit instanceof Unit.Voice
        ? BigDecimal.valueOf(micros).multiply(NANOS_IN_MICROSECOND)
        : BigDecimal.valueOf(micros, MICRO);
  }
}
