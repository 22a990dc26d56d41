package io.strowger.gateway.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.wire.TopicCatalogue;
import io.strowger.gateway.adapter.esl.SwitchAddress;
import io.strowger.gateway.adapter.esl.Switches;
import io.strowger.gateway.adapter.esl.TlsTrust;
import io.strowger.gateway.control.CommandPolicy;
import io.strowger.gateway.ownership.LeaseTerms;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.SessionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Puts the gateway together from its configuration, and takes it apart. */
@ApplicationScoped
public class GatewayApplication {
  private static final long BUFFERED_IN_MEMORY = 16 * 1024 * 1024;

  private final Gateway gateway;

  /** Puts the gateway together. */
  public GatewayApplication(
      GatewaySettings settings,
      Config config,
      MeterRegistry meters,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.gateway =
        new Gateway(
            setup(settings, config),
            kafka,
            meters,
            Clock.systemUTC(),
            wrong -> Quarkus.asyncExit(1));
  }

  private static Gateway.Setup setup(GatewaySettings settings, Config config) {
    var topics = settings.topics();
    var gateway = settings.gateway();
    List<SwitchAddress> switches =
        gateway.switches().orElse(List.of()).stream()
            .filter(text -> !text.isBlank())
            .map(SwitchAddress::parse)
            .map(address -> address.trusting(trust(config, address.switchId())))
            .toList();
    return new Gateway.Setup(
        settings.instance(),
        new TopicCatalogue(
            topics.prefix(), topics.partitions(), topics.gatewayInstances(), topics.replication()),
        switches,
        name -> credentials(config, name),
        new SessionSettings(
            gateway.lingerSeconds(),
            gateway.publishRaw(),
            new CommandPolicy(
                gateway.parkTimeoutSeconds(),
                gateway.operators().orElse(Set.of()),
                gateway.apiCommands().orElse(Set.of()))),
        new LeaseTerms(gateway.lease()),
        new Gateway.Buffer(
            Path.of(gateway.buffer().folder()),
            BUFFERED_IN_MEMORY,
            gateway.buffer().size().asLongValue()),
        gateway.outboundHost(),
        gateway.outboundPort());
  }

  private static Credentials credentials(Config config, SwitchId name) {
    String password =
        ofSwitch(config, name, "password")
            .orElseThrow(() ->
                new IllegalStateException(
                    "switch " + name + " has no password: set STROWGER_SWITCH_PASSWORD"));
    return new Credentials(ofSwitch(config, name, "user").orElse(null), password);
  }

  private static TlsTrust trust(Config config, SwitchId name) {
    return new TlsTrust(
        ofSwitch(config, name, "tls.trust").map(Path::of).orElse(null),
        ofSwitch(config, name, "tls.server-name").orElse(null));
  }

  /** A switch's own setting, else that of all switches. */
  private static Optional<String> ofSwitch(Config config, SwitchId name, String setting) {
    return config
        .getOptionalValue("strowger.switch." + name + "." + setting, String.class)
        .or(() -> config.getOptionalValue("strowger.switch." + setting, String.class));
  }

  /** The switches of this instance. */
  public Switches switches() {
    return gateway.switches();
  }

  /** True while commands are read. */
  public boolean isReady() {
    return gateway.isReady();
  }

  void start(@Observes StartupEvent started) {
    gateway.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    gateway.close();
  }
}
