package io.strowger.rating.adapter.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.load.TariffDocument;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.Activation;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Which versions come into force. */
class TariffBookIT {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static TariffStore store;

  @BeforeAll
  static void start() {
    DatabaseAddress database = Databases.forTests().createDatabase("tariff_book");
    Migrations.apply(database);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.username());
    source.setPassword(database.password());
    store = new TariffStore(source);
  }

  @Test
  void a_version_that_cannot_be_read_does_not_take_away_the_one_before_it() {
    // Given
    TariffBook book = new TariffBook(store);
    activate("kept", priced("0.10"));
    activate("kept", priced("0.20"));
    book.refresh();

    // When
    activate("kept", "{\"destinations\": {\"D\": [\"\"]}}");
    activate("kept", "{\"rates\": 1}");
    book.refresh();

    // Then
    assertThat(active(book, "kept")).isEqualTo("kept/2");
    assertThat(book.version("kept", 3)).isEmpty();
    TariffBook startedLater = new TariffBook(store);
    startedLater.refresh();
    assertThat(active(startedLater, "kept")).isEqualTo("kept/2");
  }

  @Test
  void a_version_that_was_active_long_ago_is_not_mistaken_for_another() {
    // Given
    TariffBook book = new TariffBook(store);
    activate("past", priced("0.10"));
    activate("past", priced("0.20"));
    Instant then = Instant.now();
    activate("past", priced("0.30"));
    store.activate("past", 1, Activation.Kind.ROLLBACK, Instant.EPOCH);

    // When
    book.refresh();

    // Then
    assertThat(active(book, "past")).isEqualTo("past/1");
    assertThat(book.active("past", then).map(ActiveTariff::label))
        .isNotEqualTo(Optional.of("past/1"));
  }

  private static String active(TariffBook book, String name) {
    return book.active(name, Instant.now().plusSeconds(1)).map(ActiveTariff::label).orElse("none");
  }

  private static void activate(String name, String content) {
    int version = store.add(name, EUR, ZoneOffset.UTC, 1, content).version();
    store.activate(name, version, Activation.Kind.ACTIVATION, Instant.EPOCH);
  }

  private static String priced(String price) {
    RateSlot slot = new RateSlot(0, new BigDecimal(price), 60, 1);
    Rate rate = new Rate("49", BigDecimal.ZERO, List.of(slot));
    return TariffDocument.of(PrefixRates.rows(List.of(rate), TariffText.ALWAYS));
  }
}
