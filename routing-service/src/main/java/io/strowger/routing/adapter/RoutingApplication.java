package io.strowger.routing.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.contracts.transcoding.TranscoderStatus;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.Received;
import io.strowger.messaging.ServiceLink;
import io.strowger.routing.adapter.RoutingSettings.UnchargedCalls;
import io.strowger.routing.adapter.db.HuntStore;
import io.strowger.routing.adapter.db.RouteTables;
import io.strowger.routing.adapter.kafka.Hunts;
import io.strowger.routing.hunt.HuntPolicy;
import io.strowger.routing.hunt.HuntTimers;
import io.strowger.routing.relay.Transcoders;
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
  private final Transcoders transcoders = new Transcoders();
  private final String sender;

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
    this.sender = NAME + "-" + settings.instance();
    this.routes = routes;
    this.link = new ServiceLink(kafka, catalogue, source, sender, settings.instance());
    var calls =
        new HuntPolicy.Calls(
            settings.routing().unchargedCalls() == UnchargedCalls.ROUTE,
            settings.routing().ringback());
    HuntTimers timers =
        HuntTimers.USUAL.waiting(
            settings.routing().authorisationWithin(), settings.routing().relayWithin());
    HuntPolicy policy = new HuntPolicy(sender, timers, calls, transcoders);
    this.hunts =
        new Hunts(
            link,
            new HuntStore(),
            new Hunts.Guides(policy, routes::current, transcoders, Clock.systemUTC()));
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
        // A group of its own: every instance hears of every transcoder.
        .reading(sender + "-transcoders", List.of(Topic.TRANSCODER_STATUS), this::transcodersHeard)
        .start();
    hunts.startSweeping();
  }

  private void transcodersHeard(List<Received> batch) {
    for (Received received : batch) {
      transcoders.heard((TranscoderStatus) received.message());
    }
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
