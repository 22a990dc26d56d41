package io.strowger.cdr.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.cdr.adapter.db.AssemblyStore;
import io.strowger.cdr.adapter.db.CdrStore;
import io.strowger.cdr.adapter.kafka.Assemblies;
import io.strowger.cdr.assembly.Assembler;
import io.strowger.cdr.assembly.Graces;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.ServiceLink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
public class CdrApplication implements HealthCheck {
  private static final String NAME = "cdr-service";

  /** Nobody waits for a record within a fifth of a second; one transaction for many is cheap. */
  private static final Duration GATHER = Duration.ofMillis(200);

  private final ServiceLink link;
  private final Assemblies assemblies;

  /** Puts the service together. */
  public CdrApplication(
      CdrSettings settings,
      DataSource source,
      CdrStore records,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    var topics = settings.topics();
    var catalogue =
        new TopicCatalogue(
            topics.prefix(), topics.partitions(), topics.gatewayInstances(), topics.replication());
    String sender = NAME + "-" + settings.instance();
    this.link = new ServiceLink(kafka, catalogue, source, sender, settings.instance());
    CdrSettings.Cdr cdr = settings.cdr();
    Graces graces =
        new Graces(cdr.legGrace(), cdr.chargeGrace(), cdr.hangUpGrace(), cdr.lostAfter());
    this.assemblies =
        new Assemblies(
            link, new AssemblyStore(), records, new Assembler(graces), Clock.systemUTC());
  }

  void start(@Observes StartupEvent started) {
    link.readingAtLeisure(
            "cdr",
            List.of(
                Topic.CALL_EVENTS, Topic.COMMAND_RESULTS, Topic.CHARGES, Topic.TRANSCODING_REPLIES),
            GATHER,
            assemblies)
        .start();
    assemblies.startSweeping();
  }

  void stop(@Observes ShutdownEvent stopping) {
    assemblies.close();
    link.close();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka").status(link.isReading()).build();
  }
}
