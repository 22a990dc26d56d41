package io.strowger.testkit.broker;

import io.strowger.testkit.FreePort;
import io.strowger.testkit.QuietLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Apache Kafka in this process: one node that is broker and controller (KRaft), on the loopback
 * interface. A data folder that exists is used again, also after the process that wrote it was
 * killed.
 */
public final class EmbeddedKafka implements Broker {

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it accepts clients.
   *
   * @param dataFolder where topics are kept, created when missing
   * @param port the client port, 0 for any free one
   */
  public static EmbeddedKafka start(Path dataFolder, int port) {
    QuietLogs.errorsOnly("kafka", "state.change.logger", "org.apache.kafka", "io.prometheus");
    int clientPort = FreePort.orAny(port);
    Properties properties = BrokerSettings.of(dataFolder, clientPort, FreePort.any());
    formatWhenNew(dataFolder, properties);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, clientPort);
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The client port. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void formatWhenNew(Path dataFolder, Properties properties) {
    Path logs = BrokerSettings.logFolder(dataFolder);
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(logs);
      Path configuration = dataFolder.resolve("format.properties");
      try (var out = Files.newBufferedWriter(configuration)) {
        properties.store(out, null);
      }
      format(configuration, logs);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the Kafka data folder " + dataFolder, e);
    }
  }

  private static void format(Path configuration, Path logs) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {
      "format",
      "-t",
      Uuid.randomUuid().toString(),
      "-c",
      configuration.toString(),
      "--ignore-formatted"
    };
    int status =
        StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IllegalStateException(
          "Cannot format the Kafka data folder "
              + logs
              + ": "
              + said.toString(StandardCharsets.UTF_8));
    }
  }
}
