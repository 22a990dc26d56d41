package io.strowger.rating.adapter.cgrates;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strowger.rating.cgrates.Methods;
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
  public CgratesApplication(CgratesSettings settings, Vertx vertx, StagingStore staging) {
    Clock clock = Clock.systemUTC();
    this.settings = settings;
    Methods methods =
        Methods.of(
            List.of(
                new CoreMethods(clock).methods(),
                new StagingMethods(staging, settings.tenant()).methods()));
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
