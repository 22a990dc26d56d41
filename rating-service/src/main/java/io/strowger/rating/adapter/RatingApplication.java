package io.strowger.rating.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.ServiceLink;
import io.strowger.rating.adapter.db.BalanceExpiry;
import io.strowger.rating.adapter.db.ChargeStore;
import io.strowger.rating.adapter.db.ChargerBook;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.kafka.CallWatch;
import io.strowger.rating.adapter.kafka.ChargingRequests;
import io.strowger.rating.adapter.kafka.DueSessions;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.adapter.kafka.SwitchWatch;
import io.strowger.rating.adapter.kafka.TimerWatch;
import io.strowger.rating.adapter.kafka.WithoutBooks;
import io.strowger.rating.charging.ChargingPolicy;
import io.strowger.rating.charging.Raters;
import io.strowger.rating.costing.RatingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Puts the service together, and takes it apart. */
@ApplicationScoped
@Readiness
public class RatingApplication implements HealthCheck {
  private static final String NAME = "rating-service";

  /** The first grant runs on the switch from answer: metering may follow a little later. */
  private static final Duration GATHER = Duration.ofMillis(100);

  private final ServiceLink link;
  private final TariffBook tariffs;
  private final ChargerBook chargers;
  private final Movements movements;
  private final SwitchWatch switches = new SwitchWatch();
  private final DueSessions due;
  private final BalanceExpiry expiry;
  private final ChargingRequests requests;
  private final WithoutBooks withoutBooks;
  private final CallWatch calls;
  private final TimerWatch timers;
  private final int sideBySide;
  private final boolean someGoOn;

  /** Puts the service together. */
  public RatingApplication(
      RatingSettings settings,
      DataSource source,
      TariffBook tariffs,
      ChargerBook chargers,
      RatingEngine engine,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    String sender = NAME + "-" + settings.instance();
    Clock clock = Clock.systemUTC();
    SessionStore sessions = new SessionStore();
    LedgerStore ledger = new LedgerStore();
    this.tariffs = tariffs;
    this.chargers = chargers;
    this.link = new ServiceLink(kafka, catalogue(settings), source, sender, settings.instance());
    this.movements = new Movements(link.outgoing(), clock);
    this.expiry = new BalanceExpiry(link, ledger, movements, clock);
    ChargingPolicy policy =
        new ChargingPolicy(
            PolicySettings.of(sender, settings.rating()), new Raters(tariffs, engine), chargers);
    this.timers = new TimerWatch(link, sessions, policy, clock);
    this.calls = new CallWatch(link, sessions, source, timers, clock);
    this.due = new DueSessions(link, sessions, switches, List.of(calls, timers), clock);
    this.withoutBooks = new WithoutBooks(link, policy, clock);
    this.requests =
        new ChargingRequests(
            link,
            new ChargingRequests.Stores(ledger, sessions, new ChargeStore(), movements),
            policy,
            withoutBooks,
            clock);
    this.sideBySide = settings.rating().sideBySide();
    this.someGoOn = !settings.rating().outage().isEmpty();
  }

  private static TopicCatalogue catalogue(RatingSettings settings) {
    var topics = settings.topics();
    return new TopicCatalogue(
        topics.prefix(), topics.partitions(), topics.gatewayInstances(), topics.replication());
  }

  /** The service's connection with Kafka and its database. */
  @Produces
  ServiceLink link() {
    return link;
  }

  /** What tells every entry to whom it may concern. */
  @Produces
  Movements movements() {
    return movements;
  }

  void start(@Observes StartupEvent started) {
    tariffs.start();
    chargers.start();
    link.readingAtLeisure("rating-calls", List.of(Topic.CALL_EVENTS), GATHER, calls)
        .readingAtLeisure("rating-timers", List.of(Topic.COMMAND_RESULTS), GATHER, timers)
        // Read from the beginning at each start: the topic holds the latest of each switch.
        .reading("rating-switches-" + UUID.randomUUID(), List.of(Topic.SWITCH_STATUS), switches)
        .readingSideBySide("rating", List.of(Topic.CHARGING_REQUESTS), sideBySide, requests);
    if (someGoOn) {
      link.reading("rating-without-books", List.of(Topic.CHARGING_REQUESTS), withoutBooks);
    }
    link.start();
    due.start();
    expiry.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    due.close();
    expiry.close();
    link.close();
    tariffs.close();
    chargers.close();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka and tariffs")
        .status(link.isReading() && tariffs.isLoaded() && chargers.isLoaded())
        .withData("kafka", link.isReading())
        .withData("tariffs", tariffs.isLoaded())
        .build();
  }
}
