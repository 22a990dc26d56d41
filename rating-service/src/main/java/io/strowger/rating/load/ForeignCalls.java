package io.strowger.rating.load;

import io.strowger.rating.comparison.ComparedCall;
import io.strowger.rating.costing.MaxUsage;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.Origin;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Call records of another system, in CSV. The first line names the columns, in any order: {@code
 * id}, {@code subject}, {@code destination}, {@code start}, {@code duration} (seconds, or {@code
 * 1m30s}) and {@code cost}; and, if wanted, {@code customer}, {@code tenant}, {@code category} and
 * {@code tor}. Other columns are passed over.
 */
public final class ForeignCalls {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .setTrailingData(true)
          .get();
  private static final String VOICE = "*voice";
  private static final List<String> NEEDED =
      List.of("id", "subject", "destination", "start", "duration", "cost");

  private ForeignCalls() {}

  /**
   * The calls.
   *
   * @param file how failures name the text
   */
  public static Loaded<List<ComparedCall>> read(String file, String text) {
    List<ComparedCall> calls = new ArrayList<>();
    List<LoadFailure> failures = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(FORMAT).get()) {
      List<String> columns =
          parser.getHeaderNames().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      List<String> missing = NEEDED.stream().filter(each -> !columns.contains(each)).toList();
      if (!missing.isEmpty()) {
        failures.add(
            new LoadFailure(
                new Origin(file, 1), "columns are missing: " + String.join(", ", missing)));
        return new Loaded<>(calls, failures);
      }
      for (CSVRecord row : parser) {
        Fields fields = new Fields(byLowerCaseName(row));
        ComparedCall call = call(fields);
        if (fields.wrong().isEmpty()) {
          calls.add(call);
        } else {
          Origin origin = new Origin(file, (int) parser.getCurrentLineNumber());
          failures.add(new LoadFailure(origin, fields.wrong()));
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException broken) {
      failures.add(new LoadFailure(new Origin(file, 1), "cannot be read: " + broken.getMessage()));
    }
    return new Loaded<>(calls, failures);
  }

  private static Map<String, String> byLowerCaseName(CSVRecord row) {
    Map<String, String> byName = new HashMap<>();
    row.toMap().forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
    return byName;
  }

  private static ComparedCall call(Fields fields) {
    String subject = fields.needed("subject");
    RatingProfile.Key profile =
        new RatingProfile.Key(
            fields.value("tenant", text -> text, "cgrates.org"),
            fields.value("category", text -> text, "call"),
            subject);
    String kind = fields.value("tor", text -> text, VOICE);
    Usage usage =
        new Usage(
            profile,
            fields.needed("destination"),
            fields.neededValue("start", TariffText::moment, Instant.EPOCH),
            fields.neededValue("duration", text -> duration(text, kind), 0L),
            kind.equals(VOICE) ? Usage.Kind.VOICE : Usage.Kind.UNITS,
            0,
            true);
    return new ComparedCall(
        fields.needed("id"),
        fields.value("customer", text -> text, subject),
        usage,
        fields.neededValue("cost", TariffText::amount, BigDecimal.ZERO));
  }

  private static long duration(String text, String kind) {
    boolean seconds = kind.equals(VOICE) && Character.isDigit(text.charAt(text.length() - 1));
    long amount = TariffText.usage(seconds ? text + "s" : text);
    if (amount < 0) {
      throw new IllegalArgumentException("must not be below 0: " + text);
    }
    if (MaxUsage.exceeded(kind, amount)) {
      throw new IllegalArgumentException("more than anybody uses: " + text);
    }
    return amount;
  }
}
