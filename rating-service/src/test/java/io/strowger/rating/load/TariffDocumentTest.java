package io.strowger.rating.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffRows;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TariffDocumentTest {
  private static final Map<String, String> FILES =
      Map.of(
          "Destinations.csv", "D,49\nD,43\nE,+1\n",
          "Timings.csv", "T,2026;2027,1,31,6;7,08:30:00\n",
          "Rates.csv", "R,0.1,0.123456789012,60s,1024,0s\n",
          "DestinationRates.csv", "DR,D,R,*up,4,0.62,*disconnect\nDR,*any,R,*down,2,1,*free\n",
          "RatingPlans.csv", "RP,DR,T,10.5\nRP,DR,*any,0\n",
          "RatingProfiles.csv", "t,call,*any,2026-01-01T00:00:00Z,RP,*any;1002\nt,sms,a,,RP,\n");

  @Test
  void a_tariff_written_is_read_again_as_it_was() {
    Loaded<TariffRows> given = CsvTariffs.read(FILES);
    String document = TariffDocument.of(given.value());

    Loaded<TariffRows> read = JsonTariffs.read("document", document);

    assertThat(given.failures()).isEmpty();
    assertThat(read.failures()).isEmpty();
    assertThat(TariffDocument.of(read.value())).isEqualTo(document);
    assertThat(read.value().size()).isEqualTo(given.value().size());
    assertThat(document).contains("\"*disconnect\"", "\"1024\"", "0.123456789012", "08:30");
  }

  @Test
  void failures_of_json_name_the_line() {
    Loaded<TariffRows> read =
        JsonTariffs.read(
            "tariff.json",
            """
            {"rates": {
              "R": [{"rate": 1, "rate_unit": "60s", "rate_increment": "1s"},
                    {"rate": 1, "rate_unit": "60s", "group_interval_start": "60s"},
                    {"price": 1}]},
             "destinations": {"D": "49",
                              "E": 49},
             "tables": []}
            """);

    assertThat(read.failures())
        .extracting(Object::toString)
        .containsExactly(
            "tariff.json:3: rate_increment is missing",
            "tariff.json:4: rates has no field price",
            "tariff.json:6: a row of destinations must be an object",
            "tariff.json:7: there is no table tables");
  }

  @Test
  void a_number_of_millions_of_digits_is_refused_without_writing_them() {
    Loaded<TariffRows> read =
        JsonTariffs.read(
            "tariff.json",
            "{\"rates\": {\"R\": [{\"rate\": 1e30000000, \"rate_unit\": \"60s\","
                + " \"rate_increment\": \"1s\"}]}}");

    assertThat(read.failures())
        .extracting(Object::toString)
        .containsExactly("tariff.json:1: rate: not a number: 1E+30000000");
  }

  @Test
  void broken_json_is_one_failure_with_its_line() {
    assertThat(JsonTariffs.read("tariff.json", "{\"rates\":\n {]").failures())
        .singleElement()
        .asString()
        .startsWith("tariff.json:2: ");
  }
}
