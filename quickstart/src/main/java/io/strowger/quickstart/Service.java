package io.strowger.quickstart;

import java.nio.file.Path;

/** The five services, as they are deployed. */
enum Service {
  GATEWAY("gateway-esl", 8081, false),
  ROUTING("routing-service", 8082, true),
  RATING("rating-service", 8083, true),
  CDR("cdr-service", 8085, true),
  TRANSCODER("media-transcoder", 8086, false);

  private final String module;
  private final int httpPort;
  private final boolean database;

  Service(String module, int httpPort, boolean database) {
    this.module = module;
    this.httpPort = httpPort;
    this.database = database;
  }

  String module() {
    return module;
  }

  int defaultHttpPort() {
    return httpPort;
  }

  boolean usesDatabase() {
    return database;
  }

  Path jar(Path root) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
