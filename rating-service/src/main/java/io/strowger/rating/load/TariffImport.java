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
 * @param rows what is kept
 * @param plan what is rated by
 */
public record TariffImport(TariffRows rows, TariffPlan plan) {
  /**
   * Rows as they were read, and compiled; with all that is wrong, in the order of files and lines.
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
    return new Loaded<>(new TariffImport(rows, plan.value()), failures);
  }
}
