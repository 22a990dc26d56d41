package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.SwitchId;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.control.CommandRouting;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.doctor.Doctor;
import io.strowger.gateway.doctor.Finding;
import io.strowger.gateway.doctor.Report;
import io.strowger.gateway.session.Credentials;
import io.strowger.gateway.session.Ending;
import io.strowger.gateway.session.LegLog;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All switches of this gateway instance, whoever made the connection. */
public final class Switches implements CommandRouting.Connections, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Switches.class);

  private static final Duration OPERATED_WITHIN = Duration.ofSeconds(15);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final long NOBODYS = 0;
  private static final Ending TAKEN_OVER =
      new Ending(Trouble.RELEASED, "another instance holds the switch");

  private final Map<SwitchId, SwitchAddress> configured = new LinkedHashMap<>();
  private final Map<SwitchId, Credentials> credentials = new LinkedHashMap<>();
  private final Map<SwitchId, SwitchLink> links = new ConcurrentHashMap<>();
  private final LinkCommon common;
  private final OutboundListener outbound;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("esl-ticker").factory());

  /**
   * The switches given; none is held yet.
   *
   * @param proofs how we prove to a switch who we are
   */
  public Switches(
      List<SwitchAddress> addresses,
      Function<SwitchId, Credentials> proofs,
      GatewayIdentity identity,
      Outputs outputs,
      Clock clock) {
    for (SwitchAddress address : addresses) {
      if (configured.put(address.switchId(), address) != null) {
        throw new IllegalArgumentException("switch " + address.switchId() + " is named twice");
      }
      credentials.put(address.switchId(), proofs.apply(address.switchId()));
    }
    this.common =
        new LinkCommon(
            identity,
            outputs.settings(),
            outputs.output(),
            outputs.statuses(),
            outputs.legLog(),
            outputs.ownership(),
            clock);
    this.outbound = new OutboundListener(common, this::nameOfRun);
  }

  /** Where what the switches say goes, what an operator chose, and who holds which switch. */
  public record Outputs(
      SessionSettings settings,
      Output output,
      StatusOutput statuses,
      LegLog legLog,
      Ownership ownership) {}

  /** Lets switches connect. */
  public void start(String outboundHost, int outboundPort) {
    outbound.start(outboundHost, outboundPort);
    ticker.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** Connects to a switch, which this instance holds under the epoch from now on. */
  public void hold(SwitchId switchId, long epoch) {
    SwitchLink link =
        new SwitchLink(
            java.util.Objects.requireNonNull(configured.get(switchId)),
            java.util.Objects.requireNonNull(credentials.get(switchId)),
            epoch,
            common);
    SwitchLink before = links.put(switchId, link);
    if (before != null) {
      before.close(TAKEN_OVER);
    }
    link.start();
  }

  /**
   * Lets go of a switch; what was to be told of it is on its way when this returns.
   *
   * @param epoch under which it was held; where it is held under another one by now, it stays
   */
  public void release(SwitchId switchId, long epoch) {
    SwitchLink link = links.get(switchId);
    if (link != null && link.epoch() == epoch && links.remove(switchId, link)) {
      link.close(TAKEN_OVER);
      try {
        link.awaitEnd(CLOSE_WITHIN);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The present run of a switch that this instance holds; absent before it told. */
  public @Nullable String coreUuid(SwitchId switchId) {
    SwitchLink link = links.get(switchId);
    return link == null ? null : link.coreUuid();
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
    for (SwitchId switchId : configured.keySet()) {
      SwitchLink link = links.get(switchId);
      if (link != null) {
        findings.addAll(Doctor.examine(link.patient()));
      }
    }
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
    Instant now = common.clock().instant();
    CommandHead head =
        CommandHead.ofSwitch(
            new CommandId(UUID.randomUUID().toString()),
            switchId,
            now.plus(OPERATED_WITHIN),
            "rest",
            link.epoch());
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

  /**
   * A call that came with its own connection keeps that address, also when only the switch's
   * connection is left for what remains to be done. Where nobody is known to serve the call the
   * epoch is 0, older than any: whoever knows better goes on doing so.
   */
  @Override
  public ReturnAddress addressOf(CommandHead head) {
    Optional<ReturnAddress> ofConnection = outbound.addressOf(head.callId().value());
    if (ofConnection.isPresent()) {
      return ofConnection.get();
    }
    SwitchId switchId = head.switchId();
    GatewayIdentity self = common.identity();
    SwitchLink link = links.get(switchId);
    if (link == null) {
      return common
          .ownership()
          .holderOf(switchId)
          .orElseGet(() -> new ReturnAddress(switchId, self.instance(), NOBODYS));
    }
    long epoch = self.hasTaken(head.epoch()) ? head.epoch() : link.epoch();
    return new ReturnAddress(switchId, self.instance(), epoch);
  }

  /** How every switch is. */
  public List<SwitchView> views() {
    List<SwitchView> views = new ArrayList<>();
    configured.forEach((switchId, address) -> {
      SwitchLink link = links.get(switchId);
      views.add(link == null ? heldElsewhere(address) : link.view());
    });
    outbound.calls().forEach((name, calls) -> views.add(connecting(name, calls.intValue())));
    return views;
  }

  private SwitchView connecting(SwitchId name, int calls) {
    return new SwitchView(
        name.value(),
        "outbound",
        null,
        ConnectionState.UP,
        common.clock().instant(),
        null,
        outbound.isDialled(name) ? null : Doctor.NOT_DIALLED,
        null,
        null,
        calls,
        common.identity().name(),
        null,
        null);
  }

  private SwitchView heldElsewhere(SwitchAddress address) {
    String owner =
        common
            .ownership()
            .holderOf(address.switchId())
            .map(holder -> GatewayIdentity.nameOf(holder.partition()))
            .orElse(null);
    return new SwitchView(
        address.switchId().value(),
        "inbound",
        address.host() + ":" + address.port(),
        ConnectionState.DOWN,
        common.clock().instant(),
        Trouble.RELEASED,
        owner == null ? "no instance holds it" : "held by " + owner,
        null,
        null,
        0,
        owner,
        null,
        null);
  }

  @Override
  public void close() {
    ticker.shutdown();
    outbound.close();
    links.values().forEach(link -> link.close(SwitchLink.STOPS));
    try {
      outbound.awaitEnd(CLOSE_WITHIN);
      for (SwitchLink link : links.values()) {
        link.awaitEnd(CLOSE_WITHIN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What this instance knows itself comes before what the leases tell a little later. */
  private Optional<SwitchId> nameOfRun(String coreUuid) {
    return links.values().stream()
        .filter(link -> link.isRun(coreUuid))
        .map(SwitchLink::switchId)
        .findFirst()
        .or(() -> Optional.ofNullable(common.ownership().runningAs(coreUuid)));
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
