package io.strowger.rating.load;

import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffRows;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tariffs in CSV, one file for each table, as CGRateS's tariff plans: {@code Destinations.csv},
 * {@code Timings.csv}, {@code Rates.csv}, {@code DestinationRates.csv}, {@code RatingPlans.csv},
 * {@code RatingProfiles.csv}. Lines that begin with {@code #} are comments.
 */
public final class CsvTariffs {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .get();

  private final RowReader reader = new RowReader();

  private CsvTariffs() {}

  /**
   * The rows of a tariff.
   *
   * @param files texts by file name; folders before the name are passed over
   */
  public static Loaded<TariffRows> read(Map<String, String> files) {
    CsvTariffs tariff = new CsvTariffs();
    files.forEach(tariff::readFile);
    return new Loaded<>(TariffRows.of(tariff.reader.rows()), tariff.reader.failures());
  }

  private void readFile(String file, String text) {
    Table table = table(file);
    if (table == null) {
      reader.fail(new Origin(file, 1), "no table of a tariff is called so");
      return;
    }
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(FORMAT).get()) {
      for (CSVRecord row : parser) {
        readRow(table, new Origin(file, (int) parser.getCurrentLineNumber()), row);
      }
    } catch (IOException | UncheckedIOException broken) {
      reader.fail(new Origin(file, 0), "cannot be read: " + broken.getMessage());
    }
  }

  private void readRow(Table table, Origin origin, CSVRecord row) {
    List<String> columns = table.columns();
    if (row.size() > columns.size()) {
      reader.fail(
          origin,
          "has %d columns, but %s has %d: %s"
              .formatted(row.size(), table.csv(), columns.size(), String.join(", ", columns)));
      return;
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      fields.put(columns.get(i), row.get(i));
    }
    reader.read(table, origin, fields);
  }

  private static @Nullable Table table(String file) {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    for (Table table : Table.values()) {
      if (name.equalsIgnoreCase(table.csv() + ".csv")) {
        return table;
      }
    }
    return null;
  }
}
