package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.Database;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffStore;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.staging.LoadedRows;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.load.TariffImport;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.Activation;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffRows;
import io.strowger.rating.tariff.TariffVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The tariff that CGRateS's methods load into: each load is a version, activated as a whole. */
@ApplicationScoped
public class StoredTariff implements LoadedTariff {
  private static final int MOST_FAILURES = 20;
  private static final TariffRows NOTHING = TariffRows.of(List.of());

  private final TariffStore store;
  private final TariffBook book;
  private final DataSource source;
  private final CgratesSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** The tariff of this name in the settings. */
  public StoredTariff(
      TariffStore store, TariffBook book, DataSource source, CgratesSettings settings) {
    this.store = store;
    this.book = book;
    this.source = source;
    this.settings = settings;
  }

  /** What is rated by at this moment; knows no one before anything was loaded. */
  TariffPlan plan() {
    return active().map(ActiveTariff::plan).orElseGet(() -> TariffPlan.empty(settings.timezone()));
  }

  /** The version that holds at this moment. */
  Optional<ActiveTariff> active() {
    return book.active(settings.tariff(), clock.instant());
  }

  @Override
  public LoadedRows rows() {
    book.refresh();
    return active()
        .flatMap(tariff -> store.document(tariff.name(), tariff.version()))
        .map(document -> JsonTariffs.read(settings.tariff(), document.content()).value())
        .map(LoadedRows::new)
        .orElse(LoadedRows.NONE);
  }

  @Override
  public void tryChange(UnaryOperator<LoadedRows> change) {
    checked(change.apply(rows()));
  }

  @Override
  public void change(UnaryOperator<LoadedRows> change) {
    oneAtATime.lock();
    try (Connection connection = source.getConnection()) {
      locked(connection, "select pg_advisory_lock(hashtext('cgrates tariff'))");
      try {
        activate(change.apply(rows()));
      } finally {
        locked(connection, "select pg_advisory_unlock(hashtext('cgrates tariff'))");
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    } finally {
      oneAtATime.unlock();
    }
  }

  private static void locked(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private void activate(LoadedRows after) {
    TariffImport made = checked(after);
    TariffVersion version =
        store.add(
            settings.tariff(),
            settings.currency(),
            settings.timezone(),
            made.rows().size(),
            made.document());
    store.activate(settings.tariff(), version.version(), Activation.Kind.ACTIVATION, Instant.EPOCH);
    book.refresh();
  }

  private TariffImport checked(LoadedRows after) {
    Loaded<TariffImport> made =
        TariffImport.of(new Loaded<>(after.rows(), List.of()), NOTHING, settings.timezone());
    if (!made.isWhole()) {
      throw RpcError.server(
          made.failures().stream()
              .limit(MOST_FAILURES)
              .map(LoadFailure::toString)
              .collect(Collectors.joining("; ")));
    }
    return made.value();
  }
}
