package io.strowger.rating.crash;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.wire.MessageCodec;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Received;
import io.strowger.messaging.ServiceLink;
import io.strowger.rating.adapter.db.ChargeStore;
import io.strowger.rating.adapter.db.LedgerStore;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.adapter.kafka.CallWatch;
import io.strowger.rating.adapter.kafka.ChargingRequests;
import io.strowger.rating.adapter.kafka.DueSessions;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.adapter.kafka.SwitchWatch;
import io.strowger.rating.adapter.kafka.TimerWatch;
import io.strowger.rating.adapter.kafka.WithoutBooks;
import io.strowger.rating.charging.Chargers;
import io.strowger.rating.charging.ChargingPolicy;
import io.strowger.rating.charging.ChargingTimers;
import io.strowger.testkit.database.DatabaseAddress;
import io.strowger.testkit.database.Databases;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The service's parts put together as the service does, but within this process. */
final class InProcess implements AutoCloseable {
  private static final String SCHEMA = "rating";
  private final AgroalDataSource source;
  private final ServiceLink link;
  private final ChargingRequests requests;
  private final CallWatch calls;
  private final SwitchWatch switches = new SwitchWatch();
  private final DueSessions due;
  private final TimerWatch timerWatch;

  InProcess(Site site, int instance, Clock clock) throws SQLException {
    this(site, instance, Chargers.NONE, clock);
  }

  InProcess(Site site, int instance, Chargers chargers, Clock clock) throws SQLException {
    source = pool(site.database());
    link = new ServiceLink(site.kafka(), site.catalogue(), source, "rating-" + instance, instance);
    SessionStore sessions = new SessionStore();
    ChargingTimers timers = ChargingTimers.withSlice(Duration.ofSeconds(60));
    ChargingPolicy policy =
        new ChargingPolicy(
            ChargingPolicy.Setting.of("rating-" + instance, timers), OneTariff.raters(), chargers);
    requests =
        new ChargingRequests(
            link,
            new ChargingRequests.Stores(
                new LedgerStore(),
                sessions,
                new ChargeStore(),
                new Movements(link.outgoing(), clock)),
            policy,
            new WithoutBooks(link, policy, clock),
            clock);
    timerWatch = new TimerWatch(link, sessions, policy, clock);
    calls = new CallWatch(link, sessions, source, timerWatch, clock);
    due = new DueSessions(link, sessions, switches, List.of(calls, timerWatch), clock);
  }

  /** A site of its own, whose database has the service's tables. */
  static Site site(String database, int partitions) throws SQLException {
    DatabaseAddress address = Databases.forTests().createDatabase(database);
    migrate(address);
    return Site.create(address, partitions);
  }

  /** The service's tables. */
  private static void migrate(DatabaseAddress database) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .schemas(SCHEMA)
        .outOfOrder(true)
        .load()
        .migrate();
  }

  private static AgroalDataSource pool(DatabaseAddress database) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(pool ->
                pool.maxSize(4)
                    .acquisitionTimeout(Duration.ofSeconds(5))
                    .connectionFactoryConfiguration(factory ->
                        factory
                            .jdbcUrl(database.jdbcUrl())
                            .jdbcProperty("currentSchema", SCHEMA)
                            .principal(new NamePrincipal(database.username()))
                            .credential(new SimplePassword(database.password())))));
  }

  /** One that reads of calls, of their timers and of their money, and looks for what is due. */
  static InProcess followingCalls(Site site) throws SQLException {
    return followingCalls(site, Chargers.NONE);
  }

  /** The same, with others who are charged. */
  static InProcess followingCalls(Site site, Chargers chargers) throws SQLException {
    InProcess service = new InProcess(site, 0, chargers, Clock.systemUTC());
    service
        .link()
        .reading("rating-calls", List.of(Topic.CALL_EVENTS), service.calls())
        .reading("rating-timers", List.of(Topic.COMMAND_RESULTS), service.timers())
        .reading("rating", List.of(Topic.CHARGING_REQUESTS), service.requests())
        .start();
    service.lookForDue();
    return service;
  }

  /** Its connection with Kafka, to be told what it reads. */
  ServiceLink link() {
    return link;
  }

  /** What decides about charging requests. */
  BatchHandler requests() {
    return requests;
  }

  /** Has it decide about a request as if it had read it. */
  void decide(Outgoing request) {
    Received received =
        new Received(
            Topic.CHARGING_REQUESTS,
            request.key(),
            Feed.read(MessageCodec.of(ChargingRequest.class), request.value()),
            request.headers().get("ce_id"),
            null,
            0,
            0);
    requests.accept(List.of(received));
  }

  /** What follows calls. */
  BatchHandler calls() {
    return calls;
  }

  /** What hears of timers that were not set. */
  BatchHandler timers() {
    return timerWatch;
  }

  /** What knows which switches can be reached. */
  SwitchWatch switches() {
    return switches;
  }

  /** Looks for what is due, from now on. */
  void lookForDue() {
    due.start();
  }

  @Override
  public void close() {
    due.close();
    link.close();
    source.close();
  }
}
