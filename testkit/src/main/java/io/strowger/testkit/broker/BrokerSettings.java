package io.strowger.testkit.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The broker's settings for one small node: replication 1, few internal partitions, little memory.
 */
final class BrokerSettings {

  private static final String NODE = "1";

  private BrokerSettings() {}

  static Path logFolder(Path dataFolder) {
    return dataFolder.resolve("logs");
  }

  static Properties of(Path dataFolder, int clientPort, int controllerPort) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE);
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners",
        "CLIENT://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "CLIENT://127.0.0.1:" + clientPort);
    settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", logFolder(dataFolder).toAbsolutePath().toString());
    internalTopics(settings);
    smallness(settings);
    return settings;
  }

  private static void internalTopics(Properties settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "2");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("auto.create.topics.enable", "false");
  }

  private static void smallness(Properties settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    settings.put("log.segment.bytes", "67108864");
    settings.put("log.index.size.max.bytes", "1048576");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("controlled.shutdown.enable", "true");
  }
}
