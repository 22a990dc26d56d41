package io.strowger.testkit.broker;

/** A running Kafka broker. */
public interface Broker extends AutoCloseable {

  /** Where clients connect, {@code host:port[,host:port]}. */
  String bootstrapServers();

  /** Stops the broker if it is ours to stop. */
  @Override
  void close();
}
