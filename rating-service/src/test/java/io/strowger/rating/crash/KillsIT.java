package io.strowger.rating.crash;

import io.strowger.testkit.PackagedService;
import io.strowger.testkit.Patience;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The service is killed at seeded random moments, some of them in the middle of its start, while
 * calls go on.
 *
 * <p>More of it: {@code ./strowger soak rating 200}.
 */
class KillsIT {
  private static final int KILLS = Integer.getInteger("strowger.soak.kills", 3);
  private static final long SEED = Long.getLong("strowger.soak.seed", 1889);
  private static final int OPERATIONS_PER_SECOND = 200;
  private static final Duration SOON = Patience.START;
  private static final Map<String, String> SETTINGS = Map.of("STROWGER_RATING_SLICE", "5s");

  private final Random random = new Random(SEED);
  private final List<Long> backAfterMillis = new ArrayList<>();

  @Test
  void killed_at_any_moment_it_loses_nothing_and_does_nothing_twice() throws Exception {
    System.out.printf("%d kills, seed %d%n", KILLS, SEED);
    DatabaseAddress database = Databases.forTests().createDatabase("crash_kills");
    Site site = Site.create(database, 6);
    try (PackagedService service = RatingProcess.start(site, 0, SETTINGS)) {
      Operator operator = new Operator(service::address);
      Population population = new Population(operator);
      try (Callers callers = new Callers(site, population, SEED, OPERATIONS_PER_SECOND)) {
        Instant began = Instant.now();
        for (int kill = 0; kill < KILLS; kill++) {
          goOnUntilKilled(service, callers, population);
        }
        callers.callUntil(service::isReady, SOON);
        long operations = callers.operations();
        Duration took = Duration.between(began, Instant.now());
        callers.hangUpSoon();
        population.settlePayments();
        Settled.everything(site, callers.calls());
        Told told = Told.on(site);
        report(told, operations, took);
        new Audit(site, told).passes(callers.calls(), population.paidInMicros());
      }
    }
  }

  private void goOnUntilKilled(PackagedService service, Callers callers, Population population) {
    population.payInALittle(random);
    Instant started = Instant.now();
    if (random.nextInt(4) > 0) {
      callers.callUntil(() -> callers.lastDecision().isAfter(started), SOON);
      backAfterMillis.add(Duration.between(started, Instant.now()).toMillis());
    }
    population.payInALittle(random);
    callers.callFor(Duration.ofMillis(random.nextInt(3_000)));
    population.payInALittle(random);
    service.killAndRestart();
  }

  private void report(Told told, long operations, Duration took) {
    backAfterMillis.sort(Long::compare);
    long again =
        told.charges().values().stream().mapToLong(List::size).sum() - told.charges().size();
    System.out.printf(
        "%d kills, %d records sent in %d s (%.0f/s), %d calls, %d entries, %d charges told again;"
            + " back after %d ms (median), %d ms (longest)%n",
        KILLS,
        operations,
        took.toSeconds(),
        operations * 1e9 / took.toNanos(),
        told.charges().size(),
        told.movements().size(),
        again,
        backAfterMillis.get(backAfterMillis.size() / 2),
        backAfterMillis.getLast());
  }
}
