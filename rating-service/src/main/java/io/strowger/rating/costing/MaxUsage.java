package io.strowger.rating.costing;

/** How much usage may be asked for at once, unless it is refused as a mistake. */
public final class MaxUsage {
  private static final long HOUR = 3_600_000_000_000L;

  private MaxUsage() {}

  /** True when it is more than anybody uses. */
  public static boolean exceeded(String kind, long amount) {
    long most =
        switch (kind) {
          case "*voice" -> 72 * HOUR;
          case "*data" -> 107_374_182_400L;
          case "*sms", "*mms" -> 10_000;
          default -> 189 * HOUR;
        };
    return amount > most;
  }
}
