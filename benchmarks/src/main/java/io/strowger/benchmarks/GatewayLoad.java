package io.strowger.benchmarks;

import io.strowger.contracts.wire.Topic;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.quickstart.CannotStart;
import io.strowger.quickstart.ServiceProcess;
import io.strowger.testkit.FreePort;
import io.strowger.testkit.TemporaryFolder;
import io.strowger.testkit.broker.EmbeddedKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One gateway process, as it is deployed, between a switch that says the events of real calls and a
 * broker: how many events a second it brings to Kafka, at what cost, and how long each takes.
 */
public final class GatewayLoad {
  private static final TopicCatalogue TOPICS = new TopicCatalogue("load.", 6, 1, (short) 1);
  private static final String CAPTURE = "load-json-300-calls";
  private static final int HEAP_MEBIBYTES = 512;
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = FreePort.any();

  private GatewayLoad() {}

  /**
   * Runs one load.
   *
   * @param arguments the project's folder, events a second (0 for as fast as they are read),
   *     seconds of warm-up, seconds of measuring
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    new GatewayLoad()
        .run(
            Path.of(arguments[0]),
            Double.parseDouble(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
  }

  private void run(Path root, double rate, int warmUpSeconds, int seconds) throws Exception {
    Path data = Files.createTempDirectory("gateway-load");
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(TemporaryFolder.untilExit("gateway-load-kafka"), 0);
        ReplayingSwitch simulated = new ReplayingSwitch(CAPTURE)) {
      System.out.println("gateway's log: " + data.resolve("logs/gateway-esl.log"));
      try (ServiceProcess gateway = start(root, data, kafka.bootstrapServers(), simulated.port());
          var consumer = Measured.reading(kafka.bootstrapServers())) {
        simulated.awaitGateway();
        simulated.say(rate, warmUpSeconds);
        awaitDrained();
        long before = published(consumer);
        Duration cpuBefore = Measured.cpu(gateway);
        long began = System.nanoTime();
        long said = simulated.say(rate, seconds);
        awaitDrained();
        double took = (System.nanoTime() - began) / 1e9;
        report(said, published(consumer) - before, Measured.cpu(gateway).minus(cpuBefore), took);
      }
    }
  }

  private ServiceProcess start(Path root, Path data, String kafka, int switchPort)
      throws CannotStart {
    return ServiceProcess.start(
        "gateway-esl",
        root.resolve("gateway-esl/target/quarkus-app/quarkus-run.jar"),
        data,
        Map.of(
            "QUARKUS_HTTP_HOST",
            "127.0.0.1",
            "QUARKUS_HTTP_PORT",
            Integer.toString(port),
            "KAFKA_BOOTSTRAP_SERVERS",
            kafka,
            "STROWGER_TOPICS_PREFIX",
            TOPICS.prefix(),
            "STROWGER_TOPICS_GATEWAY_INSTANCES",
            "1",
            "STROWGER_GATEWAY_SWITCHES",
            "load=127.0.0.1:" + switchPort,
            "STROWGER_SWITCH_PASSWORD",
            "load",
            "STROWGER_GATEWAY_BUFFER_FOLDER",
            data.resolve("buffer").toString(),
            "STROWGER_GATEWAY_OUTBOUND_PORT",
            "0"),
        HEAP_MEBIBYTES);
  }

  private static long published(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        IntStream.range(0, TOPICS.partitions())
            .mapToObj(i -> new TopicPartition(TOPICS.nameOf(Topic.CALL_EVENTS), i))
            .toList();
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  private void awaitDrained() throws Exception {
    long until = System.nanoTime() + DRAINED_WITHIN.toNanos();
    while (metric("strowger_gateway_buffer_records ") > 0) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the gateway does not drain its buffer");
      }
      Thread.sleep(20);
    }
  }

  private double metric(String name) throws Exception {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String metrics() throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void report(long said, long published, Duration cpu, double took) throws Exception {
    System.out.printf(
        "%,d events in %.1f s: %,.0f events/s; %,d call events published%n",
        said, took, said / took, published);
    System.out.printf(
        "gateway: %.2f cores, %.1f us of CPU for each event%n",
        cpu.toNanos() / 1e9 / took, cpu.toNanos() / 1e3 / said);
    metrics()
        .lines()
        .filter(line -> line.matches("strowger_gateway_(acknowledged|handed_over)_seconds.*"))
        .filter(line -> !line.contains("_sum") && !line.contains("_count"))
        .forEach(System.out::println);
  }
}
