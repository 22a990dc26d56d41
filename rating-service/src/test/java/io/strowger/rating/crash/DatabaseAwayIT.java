package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.testkit.FreePort;
import io.strowger.testkit.PackagedService;
import io.strowger.testkit.Patience;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.database.EmbeddedDatabase;
import io.strowger.testkit.database.EmbeddedDatabase.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The database goes away and comes back while calls go on: calls in progress end at their grant on
 * the switch, what is asked meanwhile waits in Kafka, and nothing is lost.
 */
class DatabaseAwayIT {
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("strowger.soak.away", 8));
  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
  private static final Duration SOON = Patience.START;
  private static final long SEED = 1892;

  private final Path folder = TemporaryFolder.create("strowger-away");
  private final int port = FreePort.any();
  private final AtomicReference<EmbeddedDatabase> server = new AtomicReference<>(start());

  @Test
  void the_service_is_back_within_30_seconds_of_its_database_and_nothing_is_lost()
      throws Exception {
    TemporaryFolder.deleteAtExit(folder, () -> server.get().close());
    Site site = Site.create(server.get().createDatabase("crash_away"), 3);
    try (PackagedService service =
        RatingProcess.start(site, 0, Map.of("STROWGER_RATING_SLICE", "5s"))) {
      Population population = new Population(new Operator(service::address));
      try (Callers callers = new Callers(site, population, SEED, 100)) {
        callers.callFor(Duration.ofSeconds(4));
        server.get().close();
        Instant gone = Instant.now();
        callers.callFor(AWAY);
        assertThat(callers.lastDecision()).isBefore(gone.plusSeconds(1));
        assertThat(callers.calls())
            .as("calls that outlive their grant")
            .noneMatch(call -> call.endedAt == null && call.isOutOfTime(callers.playedUntil()));
        server.set(start());
        Instant back = Instant.now();
        callers.callUntil(() -> callers.lastDecision().isAfter(back), BACK_WITHIN);
        System.out.printf(
            "database away for %d s; decisions again after %d ms%n",
            AWAY.toSeconds(), Duration.between(back, Instant.now()).toMillis());
        callers.callUntil(service::isReady, SOON);
        callers.hangUpSoon();
        population.settlePayments();
        Settled.everything(site, callers.calls());
        new Audit(site, Told.on(site)).passes(callers.calls(), population.paidInMicros());
      }
    }
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(folder.resolve("data"), port, Durability.ON_DISK);
  }
}
