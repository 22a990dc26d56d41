package io.strowger.rating.adapter.db;

import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.load.TariffImport;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffRows;
import io.strowger.rating.tariff.TariffVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks tariffs as a whole and keeps them as the next version. */
@ApplicationScoped
public class TariffImports {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@+-]{1,64}");

  private final TariffStore store;

  /** Imports into this store. */
  public TariffImports(TariffStore store) {
    this.store = store;
  }

  /**
   * Where an import goes.
   *
   * @param zone in which its timings are told
   * @param base the version whose rows stay where none of the same id is given; absent for none
   */
  public record Target(String name, Currency currency, ZoneId zone, @Nullable Integer base) {
    /** Refuses names that accounts could not have. */
    public Target {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("a tariff's name must match " + NAME + ": " + name);
      }
    }
  }

  /** What came of an import. */
  public sealed interface Outcome {
    /** It is kept, and not active yet. */
    record Kept(TariffVersion version) implements Outcome {}

    /** Nothing is kept. */
    record Refused(List<LoadFailure> failures) implements Outcome {}

    /** The version that it is based on is not there. */
    record BaseMissing() implements Outcome {}
  }

  /**
   * Keeps a tariff, or tells all that is wrong with it.
   *
   * @throws IllegalArgumentException when it would rate nobody
   */
  public Outcome add(Target target, Loaded<TariffRows> read) {
    Optional<TariffRows> base = base(target);
    if (base.isEmpty()) {
      return new Outcome.BaseMissing();
    }
    Loaded<TariffImport> tariff = TariffImport.of(read, base.get(), target.zone());
    if (!tariff.isWhole()) {
      return new Outcome.Refused(tariff.failures());
    }
    TariffRows rows = tariff.value().rows();
    if (rows.activations().isEmpty()) {
      throw new IllegalArgumentException("a tariff without rating profiles would rate nobody");
    }
    return new Outcome.Kept(
        store.add(
            target.name(),
            target.currency(),
            target.zone(),
            rows.size(),
            tariff.value().document()));
  }

  private Optional<TariffRows> base(Target target) {
    return target.base() == null
        ? Optional.of(TariffRows.of(List.of()))
        : store
            .document(target.name(), target.base())
            .map(document -> JsonTariffs.read(target.name(), document.content()).value());
  }
}
