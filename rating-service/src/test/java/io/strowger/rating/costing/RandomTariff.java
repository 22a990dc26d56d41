package io.strowger.rating.costing;

import io.strowger.rating.load.TariffText;
import io.strowger.rating.plan.FinalRounding;
import io.strowger.rating.plan.PriceRule.MaxCost;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.Origin;
import io.strowger.rating.tariff.TariffCompiler;
import io.strowger.rating.tariff.TariffRow;
import io.strowger.rating.tariff.TariffRows;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Tariffs with everything that tariffs have, and calls for them, out of a seed. */
final class RandomTariff {
  static final RatingProfile.Key SUBJECT = new RatingProfile.Key("t", "call", "1001");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEWFOUNDLAND = ZoneId.of("America/St_Johns");
  private static final long SECOND = 1_000_000_000L;
  private static final long[] INCREMENTS = {SECOND, 6 * SECOND, 30 * SECOND, 60 * SECOND};
  private static final Instant[] STARTS = {
    Instant.parse("2026-03-28T22:30:00Z"), // clocks go forward at 01:00Z
    Instant.parse("2026-10-24T22:30:00Z"), // and back
    Instant.parse("2026-06-05T20:00:00Z"), // a Friday evening
    Instant.parse("2026-12-31T22:00:00.250Z"),
    Instant.parse("2010-11-07T01:30:00Z"), // midnight comes twice in Newfoundland
  };
  private static final Origin NOWHERE = new Origin("random", 1);

  private final Random random;
  private final ZoneId zone;
  private final List<TariffRow> rows = new ArrayList<>();

  RandomTariff(Random random) {
    this.random = random;
    this.zone = random.nextBoolean() ? BERLIN : NEWFOUNDLAND;
    row(new TariffRow.Prefix(NOWHERE, "D", "49"));
    row(new TariffRow.Prefix(NOWHERE, "D2", "4930"));
    List<String> rates = List.of("R0", "R1", "R2", "R3");
    rates.forEach(this::rate);
    timings();
    row(binding("RP", "D", "R0", RatingPlan.ANY, 0));
    row(binding("RP", "D", "R1", "NIGHT", 10));
    row(binding("RP", "D", "R2", "WEEKEND", random.nextInt(20)));
    row(binding("RP2", "D", "R3", RatingPlan.ANY, 5));
    row(binding("RP2", "D2", "R1", RatingPlan.ANY, 5));
    row(new TariffRow.Activation(NOWHERE, SUBJECT, TariffText.ALWAYS, "RP", List.of()));
    row(
        new TariffRow.Activation(
            NOWHERE,
            SUBJECT,
            STARTS[random.nextInt(STARTS.length)].plusSeconds(random.nextInt(7200)),
            "RP2",
            List.of()));
  }

  private void row(TariffRow row) {
    rows.add(row);
  }

  private TariffRow binding(
      String plan, String destination, String rate, String timing, int weight) {
    String id = "DR-" + plan + destination + rate;
    row(new TariffRow.DestinationRate(NOWHERE, id, destination, rate, rounding(), maxCost()));
    return new TariffRow.Binding(NOWHERE, plan, id, timing, BigDecimal.valueOf(weight));
  }

  private FinalRounding rounding() {
    FinalRounding.Method[] methods = FinalRounding.Method.values();
    return new FinalRounding(methods[random.nextInt(methods.length)], random.nextInt(6));
  }

  private MaxCost maxCost() {
    return random.nextInt(5) == 0
        ? new MaxCost.FreeFrom(
            BigDecimal.valueOf(1 + random.nextInt(random.nextBoolean() ? 8 : 500), 2))
        : new MaxCost.Unlimited();
  }

  private void rate(String id) {
    long from = 0;
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      long increment = INCREMENTS[random.nextInt(INCREMENTS.length)];
      row(
          new TariffRow.Slot(
              NOWHERE,
              id,
              BigDecimal.valueOf(random.nextInt(100), 3),
              BigDecimal.valueOf(random.nextInt(100_000), 5),
              random.nextBoolean() ? 60 * SECOND : 7 * SECOND,
              increment,
              from));
      from += increment * (1 + random.nextInt(20));
    }
  }

  private void timings() {
    LocalTime night = LocalTime.of(random.nextInt(24), random.nextInt(60), random.nextInt(60));
    row(new TariffRow.TimingRow(NOWHERE, "NIGHT", Set.of(), Set.of(), Set.of(), Set.of(), night));
    row(
        new TariffRow.TimingRow(
            NOWHERE,
            "WEEKEND",
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            LocalTime.of(random.nextInt(3), 0)));
  }

  TariffPlan plan() {
    return compiled(rows);
  }

  TariffPlan shuffled() {
    List<TariffRow> other = new ArrayList<>(rows);
    Collections.shuffle(other, random);
    return compiled(other);
  }

  private TariffPlan compiled(List<TariffRow> rows) {
    Loaded<TariffPlan> plan = TariffCompiler.compile(TariffRows.of(rows), zone);
    if (!plan.isWhole()) {
      throw new AssertionError(plan.failures());
    }
    return plan.value();
  }

  Usage call() {
    Instant start = STARTS[random.nextInt(STARTS.length)].plusMillis(random.nextInt(7_200_000));
    return Usage.voice(SUBJECT, "4930123", start, random.nextLong(4 * 3600 * SECOND) + 1);
  }
}
