package io.strowger.quickstart;

import java.nio.file.Path;

/** The five services, as they are deployed. */
public enum Service {
  /** Events and commands of switches. */
  GATEWAY("gateway-esl", 8081, false),
  /** Who is called. */
  ROUTING("routing-service", 8082, true),
  /** What it costs. */
  RATING("rating-service", 8083, true),
  /** The record of every call. */
  CDR("cdr-service", 8085, true),
  /** AMR and G.711. */
  TRANSCODER("media-transcoder", 8086, false);

  private final String module;
  private final int httpPort;
  private final boolean database;

  Service(String module, int httpPort, boolean database) {
    this.module = module;
    this.httpPort = httpPort;
    this.database = database;
  }

  /** The module it is built by, and its name. */
  public String module() {
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
