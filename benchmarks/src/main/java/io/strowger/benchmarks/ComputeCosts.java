package io.strowger.benchmarks;

import io.strowger.rating.costing.CgratesCosting;
import io.strowger.rating.costing.ExactCosting;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.TariffCompiler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call costs, from its number to its amount, on one core: 170,000 prefixes, prices of day,
 * night and weekend in a time zone with daylight saving, a dearer first minute, charged by the
 * second. Every operation rates another number.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ComputeCosts {
  private static final int PREFIXES = 170_000;
  private static final long FIRST_PREFIX = 4_930_000L;
  private static final int NUMBERS = 4_096;
  private static final RatingProfile.Key SUBJECT =
      new RatingProfile.Key("cgrates.org", "call", "1001");
  private static final Instant MORNING = Instant.parse("2026-06-03T08:00:00Z");

  /** The call's length. */
  @Param({"PT1M", "PT3H"})
  public String length = "PT1M";

  /** How costs are rounded. */
  @Param({"exact", "cgrates"})
  public String rounding = "exact";

  private final Usage[] calls = new Usage[NUMBERS];
  private RatingEngine engine = new RatingEngine(new ExactCosting(), 3);
  private TariffPlan tariff = TariffPlan.empty(ZoneId.of("UTC"));
  private int next;

  /** Compiles the tariff and thinks of numbers. */
  @Setup
  public void prepare() {
    engine =
        new RatingEngine(rounding.equals("exact") ? new ExactCosting() : new CgratesCosting(5), 3);
    tariff =
        TariffCompiler.compile(
                JsonTariffs.read("benchmark", document()).value(), ZoneId.of("Europe/Berlin"))
            .value();
    for (int i = 0; i < NUMBERS; i++) {
      long prefix = FIRST_PREFIX + (i * 7_919L) % PREFIXES;
      calls[i] =
          Usage.voice(
              SUBJECT, prefix + "123456", MORNING.plusSeconds(i), Duration.parse(length).toNanos());
    }
  }

  private static String document() {
    StringBuilder prefixes = new StringBuilder();
    for (int i = 0; i < PREFIXES; i++) {
      prefixes.append(i == 0 ? "" : ",").append('"').append(FIRST_PREFIX + i).append('"');
    }
    return """
    {"destinations": {"D": [%s]},
     "timings": {"NIGHT": {"start": "20:00:00"}, "WEEKEND": {"week_days": [6, 7]}},
     "rates": {"DAY": [{"connect_fee": 0.05, "rate": 0.12, "rate_unit": "60s", "rate_increment": "60s"},
                       {"rate": 0.1, "rate_unit": "60s", "rate_increment": "1s",
                        "group_interval_start": "60s"}],
               "CHEAP": [{"rate": 0.04, "rate_unit": "60s", "rate_increment": "1s"}]},
     "destination_rates": {
       "DR_DAY": [{"destination": "D", "rate": "DAY", "rounding_method": "*up", "rounding_decimals": 4}],
       "DR_CHEAP": [{"destination": "D", "rate": "CHEAP", "rounding_method": "*up", "rounding_decimals": 4}]},
     "rating_plans": {"RP": [{"destination_rate": "DR_DAY", "weight": 10},
                             {"destination_rate": "DR_CHEAP", "timing": "NIGHT", "weight": 20},
                             {"destination_rate": "DR_CHEAP", "timing": "WEEKEND", "weight": 20}]},
     "rating_profiles": [{"tenant": "cgrates.org", "category": "call", "subject": "*any",
                          "rating_plan": "RP"}]}
    """
        .formatted(prefixes);
  }

  /** One cost. */
  @Benchmark
  public Rated cost() {
    next = next + 1 & NUMBERS - 1;
    return engine.rate(tariff, calls[next]);
  }
}
