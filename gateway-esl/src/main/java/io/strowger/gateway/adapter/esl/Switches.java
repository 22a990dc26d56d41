package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.control.CommandRouting;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.Output;
import io.strowger.gateway.session.SessionSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All switches of this gateway instance, whoever made the connection. */
public final class Switches implements CommandRouting.Connections, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Switches.class);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final Map<SwitchId, SwitchLink> links = new LinkedHashMap<>();
  private final OutboundListener outbound;
  private final Clock clock;
  private final GatewayIdentity identity;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("esl-ticker").factory());

  /**
   * The switches given; none is connected yet.
   *
   * @param credentials how we prove to a switch who we are
   */
  public Switches(
      List<SwitchAddress> addresses,
      Function<SwitchId, Credentials> credentials,
      GatewayIdentity identity,
      Outputs outputs,
      Clock clock) {
    this.clock = clock;
    this.identity = identity;
    var common =
        new LinkCommon(identity, outputs.settings(), outputs.output(), outputs.statuses(), clock);
    for (SwitchAddress address : addresses) {
      SwitchLink link = new SwitchLink(address, credentials.apply(address.switchId()), common);
      if (links.put(address.switchId(), link) != null) {
        throw new IllegalArgumentException("switch " + address.switchId() + " is named twice");
      }
    }
    this.outbound = new OutboundListener(common, this::nameOfRun);
  }

  /** Where what the switches say goes, and what an operator chose. */
  public record Outputs(SessionSettings settings, Output output, StatusOutput statuses) {}

  /** Connects, and lets switches connect. */
  public void start(String outboundHost, int outboundPort) {
    outbound.start(outboundHost, outboundPort);
    links.values().forEach(SwitchLink::start);
    ticker.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** The port that switches connect to; -1 before the start. */
  public int outboundPort() {
    return outbound.port();
  }

  @Override
  public Optional<CommandRouting.Connection> of(CommandHead head) {
    Optional<EslConnection> ofCall = outbound.connectionOf(head.callId().value());
    return ofCall
        .or(() -> Optional.ofNullable(links.get(head.switchId())).flatMap(SwitchLink::connection))
        .map(connection -> connection);
  }

  /** How every switch is. */
  public List<SwitchView> views() {
    List<SwitchView> views = new ArrayList<>();
    links.values().forEach(link -> views.add(link.view()));
    outbound
        .calls()
        .forEach((name, calls) ->
            views.add(
                new SwitchView(
                    name.value(),
                    "outbound",
                    null,
                    ConnectionState.UP,
                    clock.instant(),
                    null,
                    null,
                    null,
                    null,
                    calls.intValue(),
                    null,
                    identity.name(),
                    null)));
    return views;
  }

  @Override
  public void close() {
    ticker.shutdown();
    outbound.close();
    links.values().forEach(SwitchLink::close);
    try {
      outbound.awaitEnd(CLOSE_WITHIN);
      for (SwitchLink link : links.values()) {
        link.awaitEnd(CLOSE_WITHIN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<SwitchId> nameOfRun(String coreUuid) {
    return links.values().stream()
        .filter(link -> link.isRun(coreUuid))
        .map(SwitchLink::switchId)
        .findFirst();
  }

  private void tick() {
    try {
      links.values().forEach(SwitchLink::tick);
      outbound.tick();
    } catch (RuntimeException defect) {
      LOG.error("a tick failed", defect);
    }
  }
}
