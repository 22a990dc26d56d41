package io.strowger.rating.adapter.rest;

import io.strowger.rating.adapter.db.TariffCharges;
import io.strowger.rating.comparison.CallComparison;
import io.strowger.rating.comparison.CallDifference;
import io.strowger.rating.comparison.CallSums;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rest.Searches;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Comparisons of calls as answers tell them. */
final class ComparisonBodies {
  private ComparisonBodies() {}

  /** A period of calls. */
  @Schema(name = "CallWindow")
  public record WindowBody(
      @Schema(required = true, examples = "2026-01-01T00:00:00Z") @Nullable String from,
      @Schema(required = true, examples = "2026-02-01T00:00:00Z") @Nullable String to,
      @Schema(description = "only this one's; all unless given") @Nullable String account,
      @Schema(description = "how many calls are told one by one", defaultValue = "1000")
          @Nullable Integer limit) {
    TariffCharges.Window window(String tariff) {
      if (from == null || to == null) {
        throw new IllegalArgumentException("from and to are needed");
      }
      return new TariffCharges.Window(
          tariff,
          Searches.requiredMoment("from", from),
          Searches.requiredMoment("to", to),
          account);
    }
  }

  /** Calls priced once more. */
  @Schema(name = "CallComparison")
  public record ComparisonBody(
      SumsBody total,
      List<GroupBody> groups,
      List<CallBody> differences,
      @Schema(description = "records that could not be read")
          List<TariffBodies.FailureBody> failures) {
    static ComparisonBody of(CallComparison comparison, List<LoadFailure> failures) {
      return new ComparisonBody(
          SumsBody.of(comparison.total()),
          comparison.groups().entrySet().stream()
              .map(each ->
                  new GroupBody(
                      each.getKey().customer(),
                      each.getKey().destination(),
                      SumsBody.of(each.getValue())))
              .toList(),
          comparison.differences().stream().map(CallBody::of).toList(),
          failures.stream().map(TariffBodies.FailureBody::of).toList());
    }
  }

  /** Calls added up. */
  @Schema(name = "CallSums")
  public record SumsBody(
      long calls,
      @Schema(description = "without a price; in no sum") long refused,
      @Schema(description = "that cost another amount") long differing,
      String seconds,
      String before,
      String after,
      String difference) {
    static SumsBody of(CallSums sums) {
      return new SumsBody(
          sums.calls(),
          sums.refused(),
          sums.differing(),
          plain(BigDecimal.valueOf(sums.nanos(), 9)),
          plain(sums.before()),
          plain(sums.after()),
          plain(sums.difference()));
    }
  }

  /** Calls of a customer to a destination. */
  @Schema(name = "CallGroup")
  public record GroupBody(String customer, String destination, SumsBody sums) {}

  /** A call that differs. */
  @Schema(name = "CallDifference")
  public record CallBody(
      String id,
      String customer,
      String number,
      String destination,
      String start,
      String seconds,
      @Nullable String tariff,
      String before,
      @Nullable String after,
      @Nullable String refusal) {
    static CallBody of(CallDifference call) {
      return new CallBody(
          call.call().id(),
          call.call().customer(),
          call.call().usage().destination(),
          call.destination(),
          call.call().usage().start().toString(),
          plain(BigDecimal.valueOf(call.call().usage().amount(), 9)),
          call.tariff(),
          plain(call.call().before()),
          call.after() == null ? null : plain(call.after()),
          call.refusal());
    }
  }

  static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }
}
