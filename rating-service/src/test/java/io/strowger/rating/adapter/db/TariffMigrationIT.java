package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Tariffs that were kept before versions were documents still price calls, at the same prices. */
class TariffMigrationIT {
  private static final RatingProfile.Key ANYONE = new RatingProfile.Key("t", "call", "1001");

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private DatabaseAddress database;

  @BeforeEach
  void tariffsOfBefore() throws Exception {
    database = Databases.forTests().createDatabase("tariffs");
    source.setUrl(database.jdbcUrl());
    source.setUser(database.username());
    source.setPassword(database.password());
    run("V1__tariffs_accounts_ledger.sql");
    execute(
        """
        insert into tariff (name, version, currency, active, created_at) values
          ('std', 1, 'EUR', false, '2026-01-01T00:00Z'), ('std', 2, 'EUR', true, '2026-02-01T00:00Z');
        insert into rate (tariff, version, prefix, connect_fee, slots) values
          ('std', 1, '', 0, '[{"from_seconds":0,"price":5,"unit_seconds":60,"increment_seconds":1}]'),
          ('std', 2, '49', 0.05,
           '[{"from_seconds":0,"price":0.1,"unit_seconds":60,"increment_seconds":60},
             {"from_seconds":60,"price":0.02,"unit_seconds":60,"increment_seconds":1}]'),
          ('std', 2, '', 0, '[{"from_seconds":0,"price":1,"unit_seconds":60,"increment_seconds":1}]');
        """);
    run("V10__tariff_versions.sql");
  }

  @Test
  void tariffs_of_before_price_calls_as_before() {
    TariffBook book = new TariffBook(new TariffStore(source));
    book.refresh();

    assertThat(cost(book, Instant.parse("2026-01-15T00:00:00Z"), "4930")).isEqualTo("7.5");
    assertThat(cost(book, Instant.parse("2026-03-01T00:00:00Z"), "4930")).isEqualTo("0.16");
    assertThat(cost(book, Instant.parse("2026-03-01T00:00:00Z"), "1")).isEqualTo("1.5");
  }

  @Test
  void a_version_of_long_ago_prices_what_began_while_it_was_active() throws Exception {
    execute(
        """
        insert into tariff (name, version, currency, zone, rows, content)
          select name, 3, currency, zone, rows, content from tariff where version = 2;
        insert into tariff_activation (tariff, version, kind, active_from)
          values ('std', 3, 'ACTIVATION', '2026-02-15T00:00Z');
        """);
    TariffBook book = new TariffBook(new TariffStore(source));
    book.refresh();

    assertThat(cost(book, Instant.parse("2026-01-15T00:00:00Z"), "4930")).isEqualTo("7.5");
  }

  @Test
  void the_database_changes_no_version_and_no_activation_that_was_in_force() {
    assertThatThrownBy(() -> execute("update tariff set content = '{}'"))
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> execute("delete from tariff")).hasMessageContaining("never changed");
    assertThatThrownBy(() -> execute("update tariff_activation set withdrawn_at = now()"))
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> execute("delete from tariff_activation"))
        .hasMessageContaining("never changed");
  }

  private static String cost(TariffBook book, Instant at, String number) {
    ActiveTariff tariff = book.active("std", at).orElseThrow();
    Rated rated =
        new RatingEngine(new ExactCosting(), 3)
            .rate(tariff.plan(), Usage.voice(ANYONE, number, at, 90_000_000_000L));
    return ((Rated.Priced) rated).cost().stripTrailingZeros().toPlainString();
  }

  private void run(String migration) throws Exception {
    try (var script =
        Objects.requireNonNull(getClass().getResourceAsStream("/db/migration/" + migration))) {
      execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
