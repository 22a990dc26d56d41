package io.strowger.transcoder.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.contracts.transcoding.AddressFamily;
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
import io.strowger.transcoder.adapter.kafka.StatusReports;
import io.strowger.transcoder.adapter.net.MediaEngine;
import io.strowger.transcoder.adapter.net.PortPool;
import io.strowger.transcoder.adapter.net.WarmUp;
import io.strowger.transcoder.adapter.ng.NgSocket;
import io.strowger.transcoder.adapter.recording.WavRecorder;
import io.strowger.transcoder.calls.CallRelays;
import io.strowger.transcoder.calls.Colleagues;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.Recorder;
import io.strowger.transcoder.session.RelaySessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
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
  private static final long NOT_READING_LOOK_MILLIS = 250;

  private final Map<String, Object> kafka;
  private final TranscoderSettings.Transcoder settings;
  private final TopicCatalogue catalogue;
  private final Publisher publisher;
  private final MediaEngine engine;
  private final WavRecorder recorder;
  private final RelayMeters meters;
  private final RelayRequests requests;
  private final StatusReports reports;
  private final BatchConsumer consumer;
  private final @Nullable NgSocket ng;
  private final ScheduledExecutorService chores =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("relay-chores").factory());

  /** Puts the service together. */
  public TranscoderApplication(
      TranscoderSettings settings,
      MeterRegistry registry,
      @Identifier("default-kafka-broker") Map<String, Object> kafka)
      throws CodecMissing, IOException {
    this.kafka = kafka;
    this.settings = settings.transcoder();
    var topics = settings.topics();
    this.catalogue =
        new TopicCatalogue(
            topics.prefix(), topics.partitions(), topics.gatewayInstances(), topics.replication());
    this.engine = engine(settings.transcoder());
    this.recorder = new WavRecorder(engine, this.settings.recordings().map(Path::of));
    this.meters = new RelayMeters(engine, registry);
    this.publisher = new Publisher(kafka);
    Clock clock = Clock.systemUTC();
    String name = NAME + "-" + settings.instance();
    var self = new CallRelays.Identity(name, addresses(this.settings.rtp()), clock.instant());
    var outgoing = new Outgoing.Factory(catalogue, name);
    var colleagues = new Colleagues(name);
    var relays = new CallRelays(engine, recorder, self, colleagues);
    this.requests = new RelayRequests(relays, colleagues, publisher, outgoing, clock);
    this.reports = new StatusReports(engine, self, publisher, outgoing, clock);
    // A group of its own: every instance reads every request.
    this.consumer =
        new BatchConsumer(
            ConsumerSettings.shared(
                    kafka,
                    catalogue,
                    name,
                    List.of(Topic.TRANSCODING_REQUESTS, Topic.TRANSCODER_STATUS))
                .asMember(catalogue.prefix() + name),
            publisher,
            requests);
    this.ng = ng(self, clock);
  }

  private static MediaEngine engine(TranscoderSettings.Transcoder settings)
      throws CodecMissing, IOException {
    var rtp = settings.rtp();
    NativeAmr codecs = NativeAmr.load();
    var ports =
        new PortPool(
            AddressFamily.of(addresses(rtp).first()),
            listenedOn(rtp),
            rtp.firstPort(),
            rtp.lastPort());
    try {
      ports.requireAddresses();
    } catch (IOException wrong) {
      throw new IOException(
          wrong.getMessage() + " (strowger.transcoder.rtp.bind-address, second-bind-address)",
          wrong);
    }
    MediaEngine engine =
        new MediaEngine(
            new MediaEngine.Resources(ports, codecs, Clock.systemUTC(), rtp.timing()),
            terms(settings, codecs));
    WarmUp.run(codecs, engine);
    return engine;
  }

  private static MediaAddresses addresses(TranscoderSettings.Rtp rtp) throws UnknownHostException {
    return new MediaAddresses(
        InetAddress.getByName(rtp.address()),
        rtp.secondAddress().isEmpty() ? null : InetAddress.getByName(rtp.secondAddress().get()));
  }

  /** By the family of the address that is told, for one may be translated to the other. */
  private static Map<AddressFamily, InetAddress> listenedOn(TranscoderSettings.Rtp rtp)
      throws UnknownHostException {
    MediaAddresses told = addresses(rtp);
    Map<AddressFamily, InetAddress> addresses = new EnumMap<>(AddressFamily.class);
    addresses.put(AddressFamily.of(told.first()), InetAddress.getByName(rtp.bindAddress()));
    if (told.second() != null) {
      addresses.put(
          AddressFamily.of(told.second()),
          rtp.secondBindAddress().isEmpty()
              ? told.second()
              : InetAddress.getByName(rtp.secondBindAddress().get()));
    }
    return addresses;
  }

  private @Nullable NgSocket ng(CallRelays.Identity self, Clock clock) throws IOException {
    if (settings.ng().listen().isEmpty()) {
      return null;
    }
    String listen = settings.ng().listen().get();
    int colon = listen.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "strowger.transcoder.ng.listen is no host:port: " + listen);
    }
    var address =
        new InetSocketAddress(
            listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
    return new NgSocket(
        new NgSocket.Terms(
            address, self.addresses(), settings.silenceTimeout(), settings.holdTimeout()),
        engine,
        recorder,
        clock);
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

  /** Records them. */
  @Produces
  Recorder recorder() {
    return recorder;
  }

  void start(@Observes StartupEvent started) {
    chores.execute(this::beginReading);
    chores.scheduleWithFixedDelay(
        this::closeSilent, SILENCE_LOOK_SECONDS, SILENCE_LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Calls of a media thread that has ended are kept for whoever is started in our place. */
  private void closeSilent() {
    if (engine.isWhole()) {
      requests.closeSilent(settings.silenceTimeout(), settings.holdTimeout());
    }
  }

  private void refreshMeters() {
    try {
      meters.refresh();
    } catch (RuntimeException | Error defect) {
      LOG.error("metrics cannot be refreshed", defect);
    }
  }

  private void report() {
    boolean reading = consumer.isReading();
    try {
      reports.tell(reading);
    } catch (RuntimeException | Error defect) {
      LOG.error("the status cannot be told", defect);
    } finally {
      long next = reading ? StatusReports.EVERY.toMillis() : NOT_READING_LOOK_MILLIS;
      chores.schedule(this::report, next, TimeUnit.MILLISECONDS);
    }
  }

  private void beginReading() {
    try {
      TopicCreation.ensure(kafka, catalogue);
      consumer.start();
      chores.execute(this::report);
      chores.scheduleWithFixedDelay(
          this::refreshMeters, 0, StatusReports.EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Unavailable notYet) {
      LOG.warn("waiting for Kafka: {}", notYet.toString());
      chores.schedule(this::beginReading, KAFKA_RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    chores.shutdownNow();
    reports.tell(false);
    consumer.close();
    if (ng != null) {
      ng.close();
    }
    recorder.close();
    engine.close();
    publisher.close();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Kafka and media threads")
        .status(consumer.isReading() && hasAllMediaThreads())
        .withData("kafka", consumer.isReading())
        .withData("media-threads", hasAllMediaThreads())
        .build();
  }

  /** False once a media thread has ended. */
  boolean hasAllMediaThreads() {
    return engine.isWhole();
  }
}
