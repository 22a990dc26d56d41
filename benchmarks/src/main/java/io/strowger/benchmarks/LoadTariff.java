package io.strowger.benchmarks;

import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffImports;
import io.strowger.rating.adapter.db.TariffStore;
import io.strowger.rating.load.CsvTariffs;
import io.strowger.rating.tariff.Activation;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A tariff of 170,000 destinations, each with a prefix and a rate of its own, from its CSV files to
 * the first call that is rated by it: read, checked, kept in PostgreSQL, activated, read again by
 * an instance and compiled. The first of these runs on a cold machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx2g"})
@Warmup(iterations = 0)
@Measurement(iterations = 5)
public class LoadTariff {
  private static final int DESTINATIONS = 170_000;

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private Map<String, String> files = Map.of();

  /** Starts a database and writes the files. */
  @Setup
  public void prepare() throws IOException, SQLException {
    DatabaseAddress database = Databases.forTests().createDatabase("load");
    source.setUrl(database.jdbcUrl());
    source.setUser(database.username());
    source.setPassword(database.password());
    migrate("V1__tariffs_accounts_ledger.sql");
    migrate("V10__tariff_versions.sql");
    StringBuilder destinations = new StringBuilder();
    StringBuilder rates = new StringBuilder();
    for (int i = 0; i < DESTINATIONS; i++) {
      destinations.append("D%d,%d%n".formatted(i, 4_930_000L + i));
      rates.append("DR,D%d,R%d,*up,4,0,%n".formatted(i, i % 1000));
    }
    StringBuilder slots = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      slots.append("R%d,0,0.%03d,60s,1s,0s%n".formatted(i, i));
    }
    files =
        Map.of(
            "Destinations.csv", destinations.toString(),
            "Rates.csv", slots.toString(),
            "DestinationRates.csv", rates.toString(),
            "RatingPlans.csv", "RP,DR,*any,10\n",
            "RatingProfiles.csv", "cgrates.org,call,*any,,RP,\n");
  }

  private void migrate(String script) throws IOException, SQLException {
    try (InputStream text =
            Objects.requireNonNull(
                TariffStore.class.getResourceAsStream("/db/migration/" + script));
        Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** From files to the first call. */
  @Benchmark
  public ActiveTariff fromFilesToTheFirstCall() {
    TariffStore store = new TariffStore(source);
    var target =
        new TariffImports.Target("big", Currency.getInstance("EUR"), ZoneId.of("UTC"), null);
    var kept =
        (TariffImports.Outcome.Kept) new TariffImports(store).add(target, CsvTariffs.read(files));
    store.activate("big", kept.version().version(), Activation.Kind.ACTIVATION, Instant.EPOCH);
    TariffBook book = new TariffBook(store);
    book.refresh();
    return book.active("big", Instant.now()).orElseThrow();
  }
}
