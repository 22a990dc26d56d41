package io.strowger.cdr.adapter;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strowger.testkit.ServiceSettings;
import java.util.Map;

/** Points the service at the broker and database of the tests, and has it wait only briefly. */
public final class BrokerAndDatabase implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return ServiceSettings.of(
        "cdr", Map.of("strowger.cdr.leg-grace", "1s", "strowger.cdr.charge-grace", "1s"));
  }

  @Override
  public void stop() {
    // The servers are shared by the tests of this process and end with it.
  }
}
