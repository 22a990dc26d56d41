package io.strowger.gateway.session;

import io.strowger.contracts.switches.SwitchInventory;
import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegReconstruction;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.call.SocketHolder;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import io.strowger.gateway.inventory.InventoryTaking;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway has with a switch that it dials: one connection that only brings events, and one
 * for commands. FreeSWITCH serves a connection by one thread, so a slow {@code api} on the events'
 * own would hold them back.
 *
 * <pre>
 *   events:   auth - event json ... -+                        +- events from now on
 *                                    | opens the other        |
 *   commands:                        +- auth - version - core_uuid - show channels - commands
 * </pre>
 *
 * <p>It lives as long as the connection for events; that for commands may be lost and made again.
 * Not safe for use by several threads.
 */
public final class InboundSession {
  private static final int MAX_VERSION = 100;

  private final Credentials credentials;
  private final SwitchMemory memory;
  private final Port port;
  private final Conversation conversation;
  private final Reconciliation reconciliation;
  private final HeartbeatWatch watch = new HeartbeatWatch();
  private final OrphanedCalls orphans;
  private final PauseWatch pauseWatch;
  private @Nullable InventoryTaking taking;

  /** Hears how the connection fares. */
  @FunctionalInterface
  public interface StateListener {
    /** The connection is in this state from now on. */
    void changed(ConnectionState state, Instant now);
  }

  /**
   * What the session speaks through.
   *
   * @param openCommands asks for the connection for commands; it returns at once
   * @param permit true while it is sure that the switch is ours, so that commands may be carried
   *     out
   * @param dead tells gateways that live no more
   */
  public record Port(
      Output output,
      StateListener listener,
      Runnable openCommands,
      BooleanSupplier permit,
      Predicate<SocketHolder> dead) {}

  /** A session that begins when the switch asks for the password. */
  public InboundSession(
      Credentials credentials,
      SwitchMemory memory,
      ReturnAddress address,
      SessionSettings settings,
      Port port) {
    this.credentials = credentials;
    this.memory = memory;
    this.port = port;
    this.conversation =
        new Conversation(
            port.output(),
            memory.legs(),
            address,
            settings,
            new Conversation.Mode(true, port.permit()));
    this.reconciliation = new Reconciliation(conversation, memory, this::reconciled);
    this.orphans = new OrphanedCalls(conversation, port.dead());
    this.pauseWatch =
        new PauseWatch(memory, now -> port.listener().changed(ConnectionState.UP, now));
  }

  /** The connection that brings events. */
  public Session events(Wire wire) {
    return new Events(wire);
  }

  /** The connection that takes commands. */
  public Session commands(Wire wire) {
    return new Commands(wire);
  }

  /**
   * Who serves a switch's calls must be known before anybody has a command for them; what the
   * switch can do comes after them.
   */
  private void reconciled(Instant now) {
    LegReconstruction reconstruction = new LegReconstruction(conversation.translation());
    for (KnownLeg leg : memory.takeRestored()) {
      conversation.publish(reconstruction.takenOver(leg, now));
    }
    port.listener().changed(ConnectionState.UP, now);
    InventoryTaking begins = taking;
    if (begins != null) {
      taking = null;
      begins.begin(now);
    }
  }

  private void inventoried(SwitchInventory inventory, Instant now) {
    memory.found(inventory);
    port.listener().changed(ConnectionState.UP, now);
  }

  /** What a switch may say on either connection. */
  private abstract class Authenticated implements Session {
    final Wire wire;
    final Requests requests;
    private final GreetingWatch greeting = new GreetingWatch();

    Authenticated(Wire wire) {
      this.wire = wire;
      this.requests = new Requests(wire);
    }

    abstract void accepted(Instant now);

    @Override
    public void opened(Instant now) {
      greeting.opened(now);
    }

    @Override
    public void frame(Frame frame, Instant now) throws MalformedFrame {
      greeting.greeted();
      switch (frame.contentType()) {
        case Frame.AUTH_REQUEST -> requests.ask(credentials.request(), this::authenticated, now);
        case Frame.COMMAND_REPLY, Frame.API_RESPONSE -> requests.answer(frame, now);
        case Frame.RUDE_REJECTION ->
            end(Trouble.ACCESS_LIST, "the switch's access list refuses this address");
        case Frame.DISCONNECT_NOTICE -> end(Trouble.DISCONNECTED, "the switch disconnects");
        default -> {}
      }
    }

    private void authenticated(Frame reply, Instant now) {
      if (Requests.text(reply).startsWith("+OK")) {
        accepted(now);
      } else {
        end(Trouble.PASSWORD, "the switch refuses " + credentials);
      }
    }

    void end(Trouble trouble, String detail) {
      wire.close(new Ending(trouble, detail));
    }

    @Override
    public void tick(Instant now) {
      requests.tick(now);
      if (greeting.isOverdue(now)) {
        long seconds = GreetingWatch.GREETED_WITHIN.toSeconds();
        end(Trouble.SILENT, "the switch did not ask for a password within " + seconds + " s");
      }
    }
  }

  private final class Events extends Authenticated {
    Events(Wire wire) {
      super(wire);
    }

    @Override
    public void opened(Instant now) {
      super.opened(now);
      port.listener().changed(ConnectionState.CONNECTING, now);
    }

    @Override
    public void frame(Frame frame, Instant now) throws MalformedFrame {
      watch.heard(now);
      if (!frame.isEvent()) {
        super.frame(frame, now);
        return;
      }
      EslEvent event = conversation.event(frame, now);
      if (event != null) {
        memory.clock().heard(event.timestampMicros(), now);
        if (event.name().equals("HEARTBEAT")) {
          watch.beat(event);
        }
      }
    }

    @Override
    void accepted(Instant now) {
      requests.ask(EslRequest.events(Subscription.names()), this::subscribed, now);
    }

    private void subscribed(Frame reply, Instant now) {
      String text = Requests.text(reply);
      if (text.startsWith("+OK")) {
        port.openCommands().run();
      } else {
        end(Trouble.RIGHTS, "the switch refuses the subscription: " + text.strip());
      }
    }

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public void submit(Submitted submitted, Instant now) {
      throw new IllegalStateException("the connection for events takes no commands");
    }

    /** Heartbeats are watched instead: a question would take this connection's thread. */
    @Override
    public void silent(Instant now) {}

    @Override
    public void tick(Instant now) {
      super.tick(now);
      conversation.tick(now);
      if (watch.isSilent(now)) {
        end(Trouble.SILENT, "nothing was heard for three heartbeats");
      }
    }

    @Override
    public void closed(Instant now) {
      conversation.commandsLost(now);
    }
  }

  private final class Commands extends Authenticated {
    private boolean ready;
    private @Nullable String denied;

    Commands(Wire wire) {
      super(wire);
    }

    @Override
    void accepted(Instant now) {
      conversation.commandsBy(requests);
      ready = true;
      requests.ask(EslRequest.api("version"), this::versionTold, now);
      requests.ask(EslRequest.api("global_getvar core_uuid"), this::coreTold, now);
    }

    private void versionTold(Frame reply, Instant now) {
      String version = Requests.text(reply).strip();
      if (!version.startsWith("-")) {
        memory.isVersion(version.substring(0, Math.min(version.length(), MAX_VERSION)));
      } else if (version.contains("permission denied")) {
        denied = "version";
      }
    }

    private void coreTold(Frame reply, Instant now) {
      String core = Requests.text(reply).strip();
      if (core.contains("permission denied")) {
        denied = "global_getvar";
      }
      if (denied != null) {
        end(Trouble.RIGHTS, "the switch does not allow us the api command " + denied);
        return;
      }
      boolean told = !core.isEmpty() && !core.startsWith("-") && core.length() <= 64;
      if (told) {
        reconciliation.switchRestarted(memory.runs(core), now);
      }
      taking = new InventoryTaking(this::inquire, InboundSession.this::inventoried);
      reconciliation.begin(wire, requests, now);
    }

    private void inquire(String api, InventoryTaking.Listener listener, Instant now) {
      requests.ask(
          EslRequest.api(api), (reply, at) -> listener.told(Requests.text(reply), at), now);
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void submit(Submitted submitted, Instant now) {
      conversation.submit(submitted, now);
    }

    @Override
    public void silent(Instant now) {
      if (ready) {
        requests.ask(EslRequest.api("uptime"), (reply, at) -> {}, now);
      }
    }

    @Override
    public void tick(Instant now) {
      super.tick(now);
      reconciliation.tick(now);
      if (reconciliation.isDoneOnce() && port.permit().getAsBoolean()) {
        orphans.tick(now);
        pauseWatch.tick(requests, now);
      }
    }

    @Override
    public void closed(Instant now) {
      ready = false;
      reconciliation.interrupted();
      conversation.commandsLost(now);
    }
  }
}
