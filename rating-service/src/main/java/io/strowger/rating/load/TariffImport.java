package io.strowger.rating.load;

import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffCompiler;
import io.strowger.rating.tariff.TariffRows;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A tariff to be imported.
 *
 * @param rows what it is made of
 * @param document what is kept of it; empty where something is wrong
 */
public record TariffImport(TariffRows rows, String document) {
  /**
   * Rows as they were read, and compiled; with all that is wrong, in the order of files and lines.
   * What is kept was read again, and compiled, before anything is kept.
   *
   * @param base whose rows stay where the rows given have none of the same id
   */
  public static Loaded<TariffImport> of(Loaded<TariffRows> read, TariffRows base, ZoneId zone) {
    TariffRows rows = read.value().over(base);
    Loaded<TariffPlan> plan = TariffCompiler.compile(rows, zone);
    List<LoadFailure> failures = new ArrayList<>(read.failures());
    failures.addAll(plan.failures());
    failures.sort(
        Comparator.comparing((LoadFailure failure) -> failure.origin().file())
            .thenComparingInt(failure -> failure.origin().line()));
    if (!failures.isEmpty()) {
      return new Loaded<>(new TariffImport(rows, ""), failures);
    }
    String document = TariffDocument.of(rows);
    return new Loaded<>(new TariffImport(rows, document), readAgain(document, zone));
  }

  /** What would be wrong with it when it is read for rating. */
  private static List<LoadFailure> readAgain(String document, ZoneId zone) {
    Loaded<TariffRows> rows = JsonTariffs.read("as it would be kept", document);
    List<LoadFailure> failures = new ArrayList<>(rows.failures());
    failures.addAll(TariffCompiler.compileKept(rows.value(), zone).failures());
    return failures;
  }
}
