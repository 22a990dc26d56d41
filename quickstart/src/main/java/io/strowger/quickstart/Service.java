package io.strowger.quickstart;

import java.nio.file.Path;

/** The five services, as they are deployed. */
public enum Service {
  /** Events and commands of switches. */
  GATEWAY("gateway-esl", 8081, false, 256),
  /** Who is called. */
  ROUTING("routing-service", 8082, true, 256),
  /** What it costs; two tariffs of 170,000 prefixes are in memory while one replaces the other. */
  RATING("rating-service", 8083, true, 512),
  /** The record of every call. */
  CDR("cdr-service", 8085, true, 256),
  /** AMR and G.711. */
  TRANSCODER("media-transcoder", 8086, false, 256);

  private final String module;
  private final int httpPort;
  private final boolean database;
  private final int heapMebibytes;

  Service(String module, int httpPort, boolean database, int heapMebibytes) {
    this.module = module;
    this.httpPort = httpPort;
    this.database = database;
    this.heapMebibytes = heapMebibytes;
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

  int heapMebibytes() {
    return heapMebibytes;
  }

  Path jar(Path root) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
