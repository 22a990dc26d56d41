package io.strowger.rating.adapter.cgrates;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strowger.testkit.ServiceSettings;
import java.util.Map;

/** Points the service at the broker and database of the tests. */
public final class RatingServers implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return ServiceSettings.of("rating", Map.of());
  }

  @Override
  public void stop() {
    // The servers are shared by the tests of this process and end with it.
  }
}
