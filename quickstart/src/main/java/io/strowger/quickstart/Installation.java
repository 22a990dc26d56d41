package io.strowger.quickstart;

import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.testkit.broker.EmbeddedKafka;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.EmbeddedDatabase;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Broker, database and the five services, running together on this machine. */
public final class Installation implements AutoCloseable {
  /** Five JVMs start at once, on whatever machine there is; one that ends is told at once. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private static final String DATABASE = "strowger";

  /** The topics as the services name them when nothing else is configured. */
  public static final TopicCatalogue CATALOGUE =
      new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 6, 8, (short) 1);

  private final Path root;
  private final Path data;
  private final Ports ports;
  private final String kafka;
  private final DatabaseAddress database;
  private final Map<Service, Map<String, String>> settings = new EnumMap<>(Service.class);
  private final Deque<AutoCloseable> ours = new ArrayDeque<>();
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Starts broker and database, or takes those that the options name; the services are started by
   * {@link #startServices}.
   */
  public Installation(Path root, Options options, Ports ports) throws CannotStart {
    this.root = root;
    this.data = options.data();
    this.ports = ports;
    ports.requireFreeForServices();
    try {
      this.kafka = options.kafka() == null ? startKafka() : options.kafka();
      this.database = options.postgres() == null ? startDatabase() : external(options.postgres());
    } catch (CannotStart | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private String startKafka() throws CannotStart {
    Ports.requireFree(ports.kafka(), "Kafka");
    EmbeddedKafka started = EmbeddedKafka.start(data.resolve("kafka"), ports.kafka());
    ours.push(started);
    return started.bootstrapServers();
  }

  private DatabaseAddress startDatabase() throws CannotStart {
    Path folder = data.resolve("postgres");
    EmbeddedDatabase.endLeftover(folder);
    Ports.requireFree(ports.postgres(), "PostgreSQL");
    EmbeddedDatabase started =
        EmbeddedDatabase.start(folder, ports.postgres(), EmbeddedDatabase.Durability.ON_DISK);
    ours.push(started);
    return started.existingOrNewDatabase(DATABASE);
  }

  private static DatabaseAddress external(String url) throws CannotStart {
    String user = System.getenv("STROWGER_POSTGRES_USER");
    String password = System.getenv("STROWGER_POSTGRES_PASSWORD");
    if (user == null || password == null) {
      throw new CannotStart(
          "--postgres needs STROWGER_POSTGRES_USER and STROWGER_POSTGRES_PASSWORD to be set.");
    }
    return new DatabaseAddress(url, user, password);
  }

  /** One more setting of a service, by environment name; before it is started. */
  public void configure(Service service, String name, String value) {
    settings.computeIfAbsent(service, _ -> new HashMap<>()).put(name, value);
  }

  /** Starts all five at once and waits until each can do its work. */
  public void startServices() throws CannotStart {
    for (Service service : Service.values()) {
      start(service);
    }
    awaitReady();
  }

  /** Starts one of the services, anew if it was ended before. */
  public void start(Service service) throws CannotStart {
    services.put(
        service,
        ServiceProcess.start(
            service.module(),
            service.jar(root),
            data,
            environment(service),
            service.heapMebibytes()));
  }

  /** Waits until every service that was started can do its work. */
  public void awaitReady() throws CannotStart {
    Instant latest = Instant.now().plus(READY_WITHIN);
    for (ServiceProcess service : services.values()) {
      while (!service.isReady(http)) {
        if (!service.isAlive()) {
          throw new CannotStart(service.name() + " ended at its start:\n" + service.lastWords());
        }
        if (Instant.now().isAfter(latest)) {
          throw new CannotStart(service.name() + " is not ready in time:\n" + service.lastWords());
        }
        pause();
      }
    }
  }

  /** A service that was started. */
  public ServiceProcess service(Service service) {
    return Objects.requireNonNull(services.get(service), service.module() + " is not started");
  }

  /** Where Kafka is, {@code host:port}. */
  public String kafka() {
    return kafka;
  }

  DatabaseAddress database() {
    return database;
  }

  Ports ports() {
    return ports;
  }

  HttpClient http() {
    return http;
  }

  private int port(Service service) {
    return Objects.requireNonNull(ports.http().get(service));
  }

  private Map<String, String> environment(Service service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port(service)));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    if (service.usesDatabase()) {
      environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
      environment.put("QUARKUS_DATASOURCE_USERNAME", database.username());
      environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    }
    if (service == Service.GATEWAY) {
      environment.put("STROWGER_GATEWAY_OUTBOUND_PORT", Integer.toString(ports.esl()));
      environment.put("STROWGER_GATEWAY_BUFFER_FOLDER", data.resolve("gateway-buffer").toString());
    }
    if (service == Service.RATING) {
      environment.put("STROWGER_RATING_CGRATES_PORT", Integer.toString(ports.cgrates()));
    }
    environment.putAll(settings.getOrDefault(service, Map.of()));
    return environment;
  }

  private static void pause() throws CannotStart {
    try {
      Thread.sleep(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted.");
    }
  }

  /** Ends the services, all at once, then what they stand on. */
  @Override
  public void close() {
    services.values().forEach(ServiceProcess::askToStop);
    services.values().forEach(ServiceProcess::close);
    services.clear();
    while (!ours.isEmpty()) {
      closeOne(ours.pop());
    }
  }

  private static void closeOne(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failure) {
      System.err.println("strowger: " + failure.getMessage());
    }
  }
}
