package io.strowger.transcoder.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.messaging.BatchConsumer;
import io.strowger.messaging.ConsumerSettings;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.TopicCreation;
import io.strowger.messaging.Unavailable;
import io.strowger.transcoder.adapter.codec.Calibration;
import io.strowger.transcoder.adapter.codec.CodecMissing;
import io.strowger.transcoder.adapter.codec.NativeAmr;
import io.strowger.transcoder.adapter.kafka.RelayRequests;
import io.strowger.transcoder.adapter.net.MediaEngine;
import io.strowger.transcoder.adapter.net.PortPool;
import io.strowger.transcoder.adapter.net.Relays;
import io.strowger.transcoder.adapter.net.WarmUp;
import io.strowger.transcoder.session.RelaySessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the service together, and takes it apart. */
@ApplicationScoped
@Readiness
public class TranscoderApplication implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TranscoderApplication.class);
  private static final String NAME = "media-transcoder";
  private static final long KAFKA_RETRY_SECONDS = 1;
  private static final long SILENCE_LOOK_SECONDS = 1;

  private final Map<String, Object> kafka;
  private final TopicCatalogue catalogue;
  private final Publisher publisher;
  private final MediaEngine engine;
  private final Relays relays;
  private final RelayRequests requests;
  private final BatchConsumer consumer;
  private final ScheduledExecutorService chores =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("relay-chores").factory());

  /** Puts the service together. */
  public TranscoderApplication(
      TranscoderSettings settings,
      MeterRegistry meters,
      @Identifier("default-kafka-broker") Map<String, Object> kafka)
      throws CodecMissing, IOException {
    this.kafka = kafka;
    var topics = settings.topics();
    this.catalogue =
        new TopicCatalogue(
            topics.prefix(), topics.partitions(), topics.gatewayInstances(), topics.replication());
    var rtp = settings.transcoder().rtp();
    NativeAmr codecs = NativeAmr.load();
    var ports =
        new PortPool(InetAddress.getByName(rtp.bindAddress()), rtp.firstPort(), rtp.lastPort());
    this.engine =
        new MediaEngine(
            new MediaEngine.Resources(ports, codecs, Clock.systemUTC()),
            terms(settings.transcoder(), codecs));
    WarmUp.run(codecs, engine);
    this.relays = new Relays(engine);
    meters.gauge("strowger.transcoder.relays", relays, Relays::count);
    this.publisher = new Publisher(kafka);
    String sender = NAME + "-" + settings.instance();
    this.requests =
        new RelayRequests(
            relays,
            publisher,
            new Outgoing.Factory(catalogue, sender),
            new RelayRequests.Terms(sender, rtp.address(), settings.transcoder().silenceTimeout()),
            Clock.systemUTC());
    this.consumer =
        new BatchConsumer(
            ConsumerSettings.shared(
                kafka, catalogue, "transcoder", List.of(Topic.TRANSCODING_REQUESTS)),
            publisher,
            requests);
  }

  private static MediaEngine.Terms terms(TranscoderSettings.Transcoder settings, NativeAmr codecs) {
    return new MediaEngine.Terms(
        settings.mediaThreads().orElse(Runtime.getRuntime().availableProcessors()),
        settings.pinThreads(),
        settings.realTime(),
        settings.cpuLimit(),
        Calibration.measure(codecs));
  }

  /** The sessions of this instance. */
  @Produces
  RelaySessions sessions() {
    return engine;
  }

  /** The relays of this instance. */
  @Produces
  Relays relays() {
    return relays;
  }

  void start(@Observes StartupEvent started) {
    chores.execute(this::beginReading);
    chores.scheduleWithFixedDelay(
        requests::closeSilent, SILENCE_LOOK_SECONDS, SILENCE_LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void beginReading() {
    try {
      TopicCreation.ensure(kafka, catalogue);
      consumer.start();
    } catch (Unavailable notYet) {
      LOG.warn("waiting for Kafka: {}", notYet.toString());
      chores.schedule(this::beginReading, KAFKA_RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    chores.shutdownNow();
    consumer.close();
    engine.close();
    publisher.close();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka").status(consumer.isReading()).build();
  }
}
