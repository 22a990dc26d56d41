package io.strowger.rating.crash;

import io.strowger.testkit.FreePort;
import io.strowger.testkit.PackagedService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The packaged rating-service as a process that can be killed and started again. */
final class RatingProcess {
  private static final Path JAR =
      Path.of(
          System.getProperty("strowger.root", ".."),
          "rating-service/target/quarkus-app/quarkus-run.jar");

  private RatingProcess() {}

  /** Starts one on this site, with more settings by environment name. */
  static PackagedService start(Site site, int instance, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", site.kafka().get("bootstrap.servers").toString());
    environment.put("STROWGER_TOPICS_PREFIX", site.catalogue().prefix());
    environment.put("STROWGER_TOPICS_PARTITIONS", Integer.toString(site.catalogue().partitions()));
    environment.put("STROWGER_INSTANCE", Integer.toString(instance));
    environment.put("STROWGER_RATING_CGRATES_PORT", Integer.toString(FreePort.any()));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", site.database().jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", site.database().username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", site.database().password());
    environment.putAll(settings);
    Path log =
        JAR.resolveSibling("../crash-" + site.catalogue().prefix() + instance + ".log").normalize();
    return new PackagedService(JAR, log, environment);
  }
}
