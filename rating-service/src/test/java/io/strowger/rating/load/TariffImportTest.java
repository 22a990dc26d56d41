package io.strowger.rating.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TariffImportTest {
  private static final Origin HERE = new Origin("test", 1);
  private static final TariffRows NOTHING = TariffRows.of(List.of());

  @Test
  void what_could_not_be_read_again_is_refused_before_it_is_kept() {
    Loaded<TariffImport> made =
        of(
            new TariffRow.Prefix(HERE, "D", ""),
            new TariffRow.Slot(HERE, "R", BigDecimal.ZERO, new BigDecimal("1e-31"), 60, 1, 0));

    assertThat(made.failures())
        .extracting(Object::toString)
        .containsExactly(
            "as it would be kept:1: prefix is missing",
            "as it would be kept:1: rate: must be below 1000000000 with at most 30 decimals: "
                + "0.0000000000000000000000000000001");
  }

  @Test
  void what_is_kept_is_read_again_as_it_was() {
    Loaded<TariffImport> made =
        of(
            new TariffRow.Prefix(HERE, "D", "49"),
            new TariffRow.Slot(
                HERE, "R", BigDecimal.ZERO, new BigDecimal("9.5367431640625e-09"), 1024, 1, 0));

    assertThat(made.failures()).isEmpty();
    TariffRows again = JsonTariffs.read("again", made.value().document()).value();
    assertThat(again.prefixes()).extracting(TariffRow.Prefix::prefix).containsExactly("49");
    assertThat(again.slots().getFirst().price()).isEqualByComparingTo("0.0000000095367431640625");
  }

  private static Loaded<TariffImport> of(TariffRow... rows) {
    return TariffImport.of(
        new Loaded<>(TariffRows.of(List.of(rows)), List.of()), NOTHING, ZoneOffset.UTC);
  }
}
