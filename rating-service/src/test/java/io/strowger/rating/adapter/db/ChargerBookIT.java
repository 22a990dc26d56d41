package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.charging.Charger;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Chargers, with the profiles that some came as, and those that were kept in two places. */
class ChargerBookIT {
  private static final PGSimpleDataSource SOURCE = new PGSimpleDataSource();

  @BeforeAll
  static void chargersOfBefore() throws Exception {
    DatabaseAddress database = Databases.forTests().createDatabase("chargers");
    SOURCE.setUrl(database.jdbcUrl());
    SOURCE.setUser(database.username());
    SOURCE.setPassword(database.password());
    Migrations.upTo(database, "70");
    try (Connection connection = SOURCE.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into charger (tenant, id, run, mode) values
            ('old', 'REST', 'supplier', 'RATED'), ('old', 'BOTH', '*default', null);
          insert into cgrates_charger (tenant, id, profile) values
            ('old', 'BOTH', '{"ID": "BOTH"}'), ('old', 'REQUESTS', '{"ID": "REQUESTS"}');
          """);
    }
    Migrations.apply(database);
  }

  @Test
  void chargers_of_before_are_what_they_were() {
    ChargerBook book = new ChargerBook(SOURCE);

    assertThat(book.list("old")).extracting(Charger::id).containsExactly("BOTH", "REST");
    assertThat(book.profiles("old"))
        .containsExactly("{\"ID\": \"BOTH\"}", "{\"ID\": \"REQUESTS\"}");
    assertThat(book.profile("old", "REST")).isEmpty();
  }

  @Test
  void a_profile_that_is_none_for_calls_on_switches_takes_the_place_of_one_that_was() {
    ChargerBook book = new ChargerBook(SOURCE);
    book.putProfile("t", "C", charger("t", "C"), "{\"Weight\": 1}");
    assertThat(matching(book, "t")).hasSize(1);

    book.putProfile("t", "C", null, "{\"Weight\": 2}");

    assertThat(matching(book, "t")).isEmpty();
    assertThat(book.profile("t", "C")).contains("{\"Weight\": 2}");
    assertThat(book.removeProfile("t", "C")).isTrue();
    assertThat(book.removeProfile("t", "C")).isFalse();
  }

  @Test
  void a_charger_that_came_otherwise_takes_the_place_of_a_profile_and_is_not_removed_as_one() {
    ChargerBook book = new ChargerBook(SOURCE);
    book.putProfile("u", "C", null, "{}");

    book.put(charger("u", "C"));

    assertThat(book.profiles("u")).isEmpty();
    assertThat(book.removeProfile("u", "C")).isFalse();
    assertThat(matching(book, "u")).hasSize(1);
    assertThat(book.remove("u", "C")).isTrue();
    assertThat(matching(book, "u")).isEmpty();
  }

  @Test
  void whom_a_call_may_be_charged_to_is_known_whatever_its_tenant() {
    ChargerBook book = new ChargerBook(SOURCE);
    AccountId supplier = new AccountId("acme:supplier");
    book.put(charger("acme", "C", supplier));

    assertThat(book.payers(new AccountId("acme:1001"), "4930")).contains(supplier);
  }

  private static List<Charger> matching(ChargerBook book, String tenant) {
    return book.matching(tenant, new AccountId("1001"), "4930");
  }

  private static Charger charger(String tenant, String id) {
    return charger(tenant, id, null);
  }

  private static Charger charger(String tenant, String id, @Nullable AccountId payer) {
    return new Charger(
        tenant,
        id,
        "supplier",
        Charger.When.ALWAYS,
        payer,
        null,
        null,
        AccountMode.RATED,
        BigDecimal.ONE);
  }
}
