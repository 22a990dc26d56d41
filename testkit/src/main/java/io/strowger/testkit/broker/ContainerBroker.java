package io.strowger.testkit.broker;

import org.testcontainers.kafka.KafkaContainer;

/** Kafka in a container, of the version that is embedded otherwise. */
final class ContainerBroker implements Broker {

  private static final String IMAGE = "apache/kafka:4.1.2";

  private final KafkaContainer container;

  private ContainerBroker(KafkaContainer container) {
    this.container = container;
  }

  static ContainerBroker start() {
    KafkaContainer container = new KafkaContainer(IMAGE);
    container.start();
    return new ContainerBroker(container);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void close() {
    container.stop();
  }
}
