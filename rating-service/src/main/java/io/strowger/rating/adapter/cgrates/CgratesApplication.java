package io.strowger.rating.adapter.cgrates;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strowger.rating.cgrates.GoTime;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers CGRateS's methods, and takes them back at the end. */
@ApplicationScoped
public class CgratesApplication {
  private static final Logger LOG = LoggerFactory.getLogger(CgratesApplication.class);

  private final CgratesSettings settings;
  private final JsonRpcServer server;
  private final SessionSweep sweep;
  private volatile int port;

  /** Offers the methods as these settings say. */
  public CgratesApplication(
      CgratesSettings settings, Vertx vertx, CgratesStores stores, Charging charging) {
    this.settings = settings;
    Clock clock = Clock.systemUTC();
    GoTime times = new GoTime(settings.timezone());
    Defaults defaults =
        new Defaults(settings.tenant(), settings.category(), settings.requestType(), times, clock);
    CgratesMethods all = new CgratesMethods(settings, defaults, stores, charging);
    this.sweep = all.sweep();
    this.server =
        new JsonRpcServer(vertx, new RpcAnswering(all.methods(), settings.concurrentRequests()));
  }

  /** The port it listens on; 0 before the start. */
  public int port() {
    return port;
  }

  void start(@Observes StartupEvent started) {
    sweep.start();
    port = server.listen(settings.host(), settings.port());
    LOG.info("CGRateS's JSON-RPC: http://{}:{}/jsonrpc", settings.host(), port);
    settings
        .tcpPort()
        .ifPresent(tcp ->
            LOG.info("... and by TCP on port {}", server.listenToStreams(settings.host(), tcp)));
  }

  void stop(@Observes ShutdownEvent stopping) {
    server.close();
    sweep.close();
  }
}
