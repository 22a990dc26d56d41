package io.strowger.benchmarks;

import io.strowger.quickstart.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the load drivers look at while services work. */
final class Measured {
  private Measured() {}

  /** The processor time that a service has used so far. */
  static Duration cpu(ServiceProcess service) {
    return service.process().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** A reader of what arrives at a broker; it reads nothing before it is told what. */
  static KafkaConsumer<String, byte[]> reading(String kafka) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer());
  }
}
