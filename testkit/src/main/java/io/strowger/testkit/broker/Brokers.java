package io.strowger.testkit.broker;

import io.strowger.testkit.ContainerEngine;
import io.strowger.testkit.TemporaryFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The broker that the tests of this process share. */
public final class Brokers {

  /**
   * System property, or environment variable {@code STROWGER_TEST_KAFKA}, naming a broker that runs
   * already.
   */
  public static final String EXTERNAL = "strowger.test.kafka";

  private static @Nullable Broker shared;

  private Brokers() {}

  /**
   * The shared broker: an external one when configured, else one in a container when an engine
   * answers, else embedded. Started at the first call, stopped when the process ends.
   */
  public static synchronized Broker forTests() {
    if (shared == null) {
      shared = choose();
      // Tests may load this class more than once (Quarkus does): the next copy finds the broker
      // here.
      System.setProperty(EXTERNAL, shared.bootstrapServers());
    }
    return shared;
  }

  private static Broker choose() {
    String external = System.getProperty(EXTERNAL, System.getenv("STROWGER_TEST_KAFKA"));
    if (external != null && !external.isBlank()) {
      return new ExternalBroker(external);
    }
    if (ContainerEngine.answers()) {
      Broker container = ContainerBroker.start();
      Runtime.getRuntime().addShutdownHook(new Thread(container::close, "close-test-broker"));
      return container;
    }
    Path folder = TemporaryFolder.create("strowger-kafka");
    Broker embedded = EmbeddedKafka.start(folder, 0);
    TemporaryFolder.deleteAtExit(folder, embedded::close);
    return embedded;
  }
}
