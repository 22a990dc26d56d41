package io.strowger.routing.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.ServiceLink;
import io.strowger.routing.adapter.RoutingSettings.UnchargedCalls;
import io.strowger.routing.adapter.db.HuntStore;
import io.strowger.routing.adapter.db.RouteTables;
import io.strowger.routing.adapter.kafka.Hunts;
import io.strowger.routing.hunt.HuntPolicy;
import io.strowger.routing.hunt.HuntTimers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Puts the service together, and takes it apart. */
@ApplicationScoped
@Readiness
public class RoutingApplication implements HealthCheck {
  private static final String NAME = "routing-service";

  private final ServiceLink link;
  private final RouteTables routes;
  private final Hunts hunts;

  /** Puts the service together. */
  public RoutingApplication(
      RoutingSettings settings,
      DataSource source,
      RouteTables routes,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    var topics = settings.topics();
    var catalogue =
        new TopicCatalogue(
            topics.prefix(), topics.partitions(), topics.gatewayInstances(), topics.replication());
    String sender = NAME + "-" + settings.instance();
    this.routes = routes;
    this.link = new ServiceLink(kafka, catalogue, source, sender, settings.instance());
    HuntPolicy policy =
        new HuntPolicy(
            sender, HuntTimers.USUAL, settings.routing().unchargedCalls() == UnchargedCalls.ROUTE);
    this.hunts =
        new Hunts(
            link.database(),
            link.outgoing(),
            new HuntStore(),
            policy,
            routes::current,
            Clock.systemUTC());
  }

  void start(@Observes StartupEvent started) {
    routes.start();
    link.reading(
            "routing",
            List.of(
                Topic.CALL_EVENTS,
                Topic.COMMAND_RESULTS,
                Topic.CHARGING_DECISIONS,
                Topic.TRANSCODING_REPLIES),
            hunts)
        .start();
    hunts.startSweeping();
  }

  void stop(@Observes ShutdownEvent stopping) {
    hunts.close();
    link.close();
    routes.close();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka and routes")
        .status(link.isReading() && routes.isLoaded())
        .withData("kafka", link.isReading())
        .withData("routes", routes.isLoaded())
        .build();
  }
}
