package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.control.CommandRouting;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.doctor.Doctor;
import io.strowger.gateway.doctor.Finding;
import io.strowger.gateway.doctor.Report;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.Output;
import io.strowger.gateway.session.SessionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All switches of this gateway instance, whoever made the connection. */
public final class Switches implements CommandRouting.Connections, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Switches.class);

  private static final Duration OPERATED_WITHIN = Duration.ofSeconds(15);
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

  /** What is wrong with the switches. */
  public Report diagnosis() {
    List<Finding> findings = new ArrayList<>();
    links.values().forEach(link -> findings.addAll(Doctor.examine(link.patient())));
    findings.addAll(outbound.findings());
    return Report.of(findings);
  }

  /** Does what an operator wants with a switch; the result comes when the switch has answered. */
  public CompletableFuture<CommandResult> operate(
      SwitchId switchId, Function<CommandHead, SwitchCommand> wanted) {
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    SwitchLink link = links.get(switchId);
    Optional<EslConnection> connection = Optional.ofNullable(link).flatMap(SwitchLink::connection);
    if (link == null || connection.isEmpty()) {
      result.completeExceptionally(new IllegalStateException("no connection to " + switchId));
      return result;
    }
    Instant now = clock.instant();
    CommandHead head =
        CommandHead.ofSwitch(
            new CommandId(UUID.randomUUID().toString()),
            switchId,
            now.plus(OPERATED_WITHIN),
            "rest",
            identity.epoch());
    SwitchCommand command = wanted.apply(head);
    connection
        .get()
        .submit(
            new Submitted(
                command,
                null,
                new Submitted.Origin.OfOperator(told -> {
                  noteResult(link, command, told);
                  result.complete(told);
                })),
            now);
    return result;
  }

  private static void noteResult(SwitchLink link, SwitchCommand command, CommandResult told) {
    if (told.outcome() == CommandOutcome.COMPLETED) {
      if (command instanceof SwitchCommand.PauseSwitch) {
        link.paused(true);
      } else if (command instanceof SwitchCommand.ResumeSwitch) {
        link.paused(false);
      }
    }
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
