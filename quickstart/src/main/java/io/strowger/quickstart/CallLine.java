package io.strowger.quickstart;

import io.strowger.contracts.call.SipStatus;
import io.strowger.contracts.cdr.AttemptRecord;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.cdr.ChargeRecord;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One finished call as one line: who called whom, through what, how long, why it ended, what it
 * cost, the balance left.
 */
final class CallLine {
  static final String HEADING =
      "%-8s  %-14s %-15s %-24s %9s  %-26s %12s %14s"
          .formatted("ended", "from", "to", "through", "talked", "ended by", "cost", "balance");

  private static final int MICRO = 6;

  private CallLine() {}

  static String of(CallDetailRecord cdr) {
    LocalTime ended =
        cdr.times().endedAt().atZone(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.SECONDS);
    ChargeRecord charge = cdr.charge();
    return "%-8tT  %-14s %-15s %-24s %9s  %-26s %12s %14s%s"
        .formatted(
            ended,
            printable(cdr.callerNumber()),
            printable(cdr.destination()),
            through(cdr),
            cdr.times().answeredAt() == null
                ? "-"
                : "%.1f s".formatted(cdr.usage().billedMicros() / 1e6),
            why(cdr),
            money(charge.costMicros(), charge.currency()),
            money(charge.balanceAfterMicros(), charge.currency()),
            cdr.revision() > 1 ? "  (revision " + cdr.revision() + ")" : "");
  }

  private static String through(CallDetailRecord cdr) {
    String hunt =
        cdr.attempts().stream()
            .map(AttemptRecord::carrier)
            .map(carrier -> carrier == null ? "?" : carrier.value())
            .collect(Collectors.joining(" > "));
    return (hunt.isEmpty() ? "-" : hunt) + (cdr.transcoded() ? " (AMR)" : "");
  }

  private static String why(CallDetailRecord cdr) {
    if (cdr.refusal() != null) {
      return cdr.refusal();
    }
    SipStatus status = cdr.end().sipStatus();
    boolean refused = status != null && status.code() >= 300;
    return cdr.end().cause().name() + (refused ? " " + status.code() : "");
  }

  private static String money(@Nullable Long micros, @Nullable Currency currency) {
    if (micros == null || currency == null) {
      return "-";
    }
    BigDecimal amount = BigDecimal.valueOf(micros, MICRO).stripTrailingZeros();
    return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString()
        + " "
        + currency.getCurrencyCode();
  }

  /** Names and numbers come from the network: nothing of them may steer the terminal. */
  private static String printable(@Nullable String text) {
    return text == null ? "-" : text.replaceAll("\\p{C}", "?");
  }
}
