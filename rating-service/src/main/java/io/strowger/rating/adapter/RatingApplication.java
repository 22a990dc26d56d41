package io.strowger.rating.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.ServiceLink;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.adapter.db.SimpleTariffs;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.kafka.CallWatch;
import io.strowger.rating.adapter.kafka.ChargingRequests;
import io.strowger.rating.adapter.kafka.DueSessions;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.charging.ChargingPolicy;
import io.strowger.rating.charging.ChargingTimers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private final Movements movements;
  private final DueSessions due;
  private final ChargingRequests requests;
  private final CallWatch calls;

  /** Puts the service together. */
  public RatingApplication(
      RatingSettings settings,
      DataSource source,
      TariffBook tariffs,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    var topics = settings.topics();
    var catalogue =
        new TopicCatalogue(
            topics.prefix(), topics.partitions(), topics.gatewayInstances(), topics.replication());
    String sender = NAME + "-" + settings.instance();
    Clock clock = Clock.systemUTC();
    SessionStore sessions = new SessionStore();
    LedgerStore ledger = new LedgerStore();
    this.tariffs = tariffs;
    this.link = new ServiceLink(kafka, catalogue, source, sender, settings.instance());
    this.movements = new Movements(link.outgoing(), clock);
    this.calls = new CallWatch(link, sessions, source, clock);
    this.due = new DueSessions(link, sessions, clock);
    ChargingTimers timers = ChargingTimers.withSlice(settings.rating().slice());
    this.requests =
        new ChargingRequests(
            link,
            new ChargingRequests.Stores(ledger, sessions, movements),
            new ChargingPolicy(sender, timers, new SimpleTariffs(tariffs, clock)::active),
            clock);
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
    link.readingAtLeisure("rating-calls", List.of(Topic.CALL_EVENTS), GATHER, calls)
        .reading("rating", List.of(Topic.CHARGING_REQUESTS), requests)
        .start();
    due.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    due.close();
    link.close();
    tariffs.close();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka and tariffs")
        .status(link.isReading() && tariffs.isLoaded())
        .withData("kafka", link.isReading())
        .withData("tariffs", tariffs.isLoaded())
        .build();
  }
}
