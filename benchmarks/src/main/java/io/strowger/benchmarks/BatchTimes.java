package io.strowger.benchmarks;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many batches of a consumer group took up to how long, as a service's metrics tell it.
 *
 * @param countUpTo by seconds; the last is infinite
 */
record BatchTimes(NavigableMap<Double, Double> countUpTo) {
  private static final Pattern BUCKET =
      Pattern.compile("strowger_batch_seconds_bucket\\{(.*)} ([0-9.E+]+)");
  private static final Pattern UP_TO = Pattern.compile("le=\"([^\"]+)\"");

  /** Reads them from a page of Prometheus' text format. */
  static BatchTimes of(String metrics, String group) {
    NavigableMap<Double, Double> counts = new TreeMap<>();
    Matcher bucket = BUCKET.matcher(metrics);
    while (bucket.find()) {
      Matcher upTo = UP_TO.matcher(bucket.group(1));
      if (bucket.group(1).contains("group=\"" + group + "\"") && upTo.find()) {
        counts.put(seconds(upTo.group(1)), Double.parseDouble(bucket.group(2)));
      }
    }
    return new BatchTimes(counts);
  }

  private static double seconds(String upTo) {
    return upTo.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(upTo);
  }

  /** Those since then. */
  BatchTimes since(BatchTimes before) {
    return new BatchTimes(
        countUpTo.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    e -> e.getValue() - before.countUpTo.getOrDefault(e.getKey(), 0.0),
                    Double::sum,
                    TreeMap::new)));
  }

  @Override
  public String toString() {
    return "%.0f batches, p50 up to %.0f ms, p99 up to %.0f ms, within 10 ms: %.1f %%"
        .formatted(
            count(), 1000 * upTo(0.50), 1000 * upTo(0.99), 100 * countUpTo.get(0.01) / count());
  }

  private double count() {
    return countUpTo.lastEntry().getValue();
  }

  private double upTo(double share) {
    return countUpTo.entrySet().stream()
        .filter(e -> e.getValue() >= share * count())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
