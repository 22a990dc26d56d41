package io.strowger.rating.adapter.cgrates;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strowger.rating.cgrates.GoTime;
import io.strowger.rating.cgrates.Methods;
import io.strowger.rating.costing.RatingEngine;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers CGRateS's methods, and takes them back at the end. */
@ApplicationScoped
public class CgratesApplication {
  private static final Logger LOG = LoggerFactory.getLogger(CgratesApplication.class);

  private final CgratesSettings settings;
  private final JsonRpcServer server;
  private volatile int port;

  /** Offers the methods as these settings say. */
  public CgratesApplication(
      CgratesSettings settings,
      Vertx vertx,
      RatingEngine engine,
      StoredTariff tariff,
      CgratesStores stores) {
    this.settings = settings;
    Clock clock = Clock.systemUTC();
    GoTime times = new GoTime(settings.timezone());
    Defaults defaults =
        new Defaults(settings.tenant(), settings.category(), settings.requestType(), times, clock);
    ChargerMethods chargers = new ChargerMethods(stores.chargers(), defaults);
    Methods methods =
        Methods.of(
            List.of(
                new CoreMethods(clock).methods(),
                new StagingMethods(stores.staging(), settings.tenant()).methods(),
                new LoadMethods(stores.staging(), tariff, times, settings.tenant()).methods(),
                new TariffMethods(tariff, times, settings.tenant()).methods(),
                new CostMethods(tariff::plan, engine, defaults).methods(),
                chargers.methods()));
    this.server =
        new JsonRpcServer(vertx, new RpcAnswering(methods, settings.concurrentRequests()));
  }

  /** The port it listens on; 0 before the start. */
  public int port() {
    return port;
  }

  void start(@Observes StartupEvent started) {
    port = server.listen(settings.host(), settings.port());
    LOG.info("CGRateS's JSON-RPC: http://{}:{}/jsonrpc", settings.host(), port);
    settings
        .tcpPort()
        .ifPresent(tcp ->
            LOG.info(
                "... and lines by TCP on port {}", server.listenToLines(settings.host(), tcp)));
  }

  void stop(@Observes ShutdownEvent stopping) {
    server.close();
  }
}
