package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.RpcJson;
import io.strowger.rating.cgrates.staging.PlanPart;
import io.strowger.rating.cgrates.staging.StagedPlan;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A folder of CGRateS's CSV files as a plan: {@code Destinations.csv}, {@code Rates.csv}, {@code
 * DestinationRates.csv}, {@code Timings.csv}, {@code RatingPlans.csv}, {@code RatingProfiles.csv}.
 * Files of other names are passed over.
 */
final class PlanFolder {
  private static final List<String> NUMBERS =
      List.of("ConnectFee", "Rate", "RoundingDecimals", "MaxCost", "Weight");

  private final String tpid;
  private final Path folder;
  private final CSVFormat format;
  private final StagedPlan.Builder plan = StagedPlan.builder();

  private PlanFolder(String tpid, Path folder, char separator) {
    this.tpid = tpid;
    this.folder = folder;
    this.format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
  }

  /**
   * Reads a folder.
   *
   * @throws RpcError {@code INVALID_PATH} when there is no such folder; naming file and line where
   *     something cannot be read
   */
  static StagedPlan read(String tpid, String path, char separator) {
    try {
      Path folder = Path.of(path);
      if (!Files.isDirectory(folder)) {
        throw new RpcError("INVALID_PATH");
      }
      return new PlanFolder(tpid, folder, separator).read();
    } catch (InvalidPathException impossible) {
      throw new RpcError("INVALID_PATH");
    } catch (IOException | UncheckedIOException unreadable) {
      throw RpcError.server(String.valueOf(unreadable.getMessage()));
    }
  }

  private StagedPlan read() throws IOException {
    grouped(PlanPart.DESTINATION, "Destinations", "", List.of("Prefixes"));
    grouped(
        PlanPart.RATE,
        "Rates",
        "RateSlots",
        List.of("ConnectFee", "Rate", "RateUnit", "RateIncrement", "GroupIntervalStart"));
    grouped(
        PlanPart.DESTINATION_RATE,
        "DestinationRates",
        "DestinationRates",
        List.of(
            "DestinationId",
            "RateId",
            "RoundingMethod",
            "RoundingDecimals",
            "MaxCost",
            "MaxCostStrategy"));
    grouped(
        PlanPart.TIMING,
        "Timings",
        "",
        List.of("Years", "Months", "MonthDays", "WeekDays", "Time"));
    grouped(
        PlanPart.RATING_PLAN,
        "RatingPlans",
        "RatingPlanBindings",
        List.of("DestinationRatesId", "TimingId", "Weight"));
    profiles();
    return plan.build();
  }

  /** Rows of one name are one part. */
  private void grouped(PlanPart part, String file, String list, List<String> columns)
      throws IOException {
    Map<String, ObjectNode> parts = new LinkedHashMap<>();
    for (CSVRecord row : rows(file)) {
      ObjectNode one =
          parts.computeIfAbsent(row.get(0), id -> RpcJson.object().put("TPid", tpid).put("ID", id));
      if (part == PlanPart.DESTINATION) {
        one.withArray("Prefixes").add(cell(row, 1));
      } else {
        ObjectNode target = list.isEmpty() ? one : one.withArray(list).addObject();
        fill(file, row, 1, columns, target);
      }
    }
    parts.values().forEach(one -> plan.add(part, part.shape().read(one)));
  }

  private void profiles() throws IOException {
    Map<String, ObjectNode> profiles = new LinkedHashMap<>();
    for (CSVRecord row : rows("RatingProfiles")) {
      String key = cell(row, 0) + ":" + cell(row, 1) + ":" + cell(row, 2);
      ObjectNode one =
          profiles.computeIfAbsent(
              key,
              _ -> {
                ObjectNode profile = RpcJson.object().put("TPid", tpid).put("LoadId", "csv");
                fill("RatingProfiles", row, 0, List.of("Tenant", "Category", "Subject"), profile);
                return profile;
              });
      fill(
          "RatingProfiles",
          row,
          3,
          List.of("ActivationTime", "RatingPlanId", "FallbackSubjects"),
          one.withArray("RatingPlanActivations").addObject());
    }
    PlanPart part = PlanPart.RATING_PROFILE;
    for (ObjectNode profile : profiles.values()) {
      Fields read = part.shape().read(profile);
      plan.add(part, read);
    }
  }

  private List<CSVRecord> rows(String file) throws IOException {
    Path path = folder.resolve(file + ".csv");
    if (!Files.isRegularFile(path)) {
      return List.of();
    }
    try (Reader reader = Files.newBufferedReader(path);
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
      return parser.getRecords();
    }
  }

  private static void fill(
      String file, CSVRecord row, int from, List<String> columns, ObjectNode target) {
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      String value = cell(row, from + i);
      if (!NUMBERS.contains(column)) {
        target.put(column, value);
      } else if (!value.isEmpty()) {
        BigDecimal number = number(file, row, value);
        if (column.equals("RoundingDecimals")) {
          target.put(column, number.intValue());
        } else {
          target.set(column, RpcJson.number(number));
        }
      }
    }
  }

  private static BigDecimal number(String file, CSVRecord row, String value) {
    try {
      BigDecimal number = new BigDecimal(value);
      if (RpcJson.isFloat(number)) {
        return number;
      }
    } catch (NumberFormatException unreadable) {
      // told below
    }
    throw RpcError.server(
        "%s.csv record %d: not a number: %s".formatted(file, row.getRecordNumber(), value));
  }

  private static String cell(CSVRecord row, int column) {
    return column < row.size() ? row.get(column) : "";
  }
}
