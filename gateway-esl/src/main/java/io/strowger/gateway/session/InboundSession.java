package io.strowger.gateway.session;

import io.strowger.contracts.switches.SwitchStatus.ConnectionState;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import java.time.Instant;

/**
 * A connection that the gateway made: authentication, subscription, reconciliation, then events and
 * commands.
 */
public final class InboundSession implements Session {
  private static final int MAX_VERSION = 100;

  private final String password;
  private final Wire wire;
  private final SwitchMemory memory;
  private final StateListener listener;
  private final Conversation conversation;
  private final Reconciliation reconciliation;
  private boolean ready;

  /** Hears how the connection fares. */
  @FunctionalInterface
  public interface StateListener {
    /** The connection is in this state from now on. */
    void changed(ConnectionState state, Instant now);
  }

  /** A session that begins when the switch asks for the password. */
  public InboundSession(
      String password,
      SwitchMemory memory,
      ReturnAddress address,
      SessionSettings settings,
      Port port) {
    this.password = password;
    this.wire = port.wire();
    this.memory = memory;
    this.listener = port.listener();
    this.conversation =
        new Conversation(
            new Conversation.Ends(port.wire(), port.output()),
            memory.legs(),
            address,
            settings,
            true);
    this.reconciliation = new Reconciliation(conversation, wire, this::reconciled);
  }

  /** What the session speaks through. */
  public record Port(Wire wire, Output output, StateListener listener) {}

  @Override
  public void opened(Instant now) {
    listener.changed(ConnectionState.CONNECTING, now);
  }

  @Override
  public void frame(Frame frame, Instant now) throws MalformedFrame {
    if (frame.isEvent()) {
      conversation.event(frame, now);
      return;
    }
    switch (frame.contentType()) {
      case Frame.AUTH_REQUEST ->
          conversation.send(EslRequest.auth(password), this::authenticated, now);
      case Frame.COMMAND_REPLY, Frame.API_RESPONSE -> conversation.answer(frame, now);
      case Frame.RUDE_REJECTION -> refused("the switch's access list refuses this address", now);
      case Frame.DISCONNECT_NOTICE -> wire.close("the switch disconnects");
      default -> {}
    }
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
      conversation.send(EslRequest.api("uptime"), (text, at) -> {}, now);
    }
  }

  @Override
  public void tick(Instant now) {
    conversation.tick(now);
  }

  @Override
  public void closed(Instant now) {
    ready = false;
    conversation.closed(now);
  }

  private void authenticated(String reply, Instant now) {
    if (!reply.startsWith("+OK")) {
      refused("the switch refuses the password", now);
      return;
    }
    conversation.send(EslRequest.events(Subscription.names()), this::subscribed, now);
  }

  private void refused(String reason, Instant now) {
    listener.changed(ConnectionState.REFUSED, now);
    wire.close(reason);
  }

  private void subscribed(String reply, Instant now) {
    if (!reply.startsWith("+OK")) {
      wire.close("the switch refuses the subscription: " + reply.strip());
      return;
    }
    ready = true;
    conversation.send(EslRequest.api("version"), this::versionTold, now);
    conversation.send(EslRequest.api("global_getvar core_uuid"), this::coreTold, now);
  }

  private void versionTold(String reply, Instant now) {
    if (!reply.startsWith("-")) {
      String version = reply.strip();
      memory.runs(version.substring(0, Math.min(version.length(), MAX_VERSION)));
    }
  }

  private void coreTold(String reply, Instant now) {
    String core = reply.strip();
    boolean told = !core.isEmpty() && !core.startsWith("-") && core.length() <= 64;
    if (told && memory.started(core)) {
      reconciliation.switchRestarted(now);
    }
    reconciliation.begin(now);
  }

  private void reconciled(Instant now) {
    listener.changed(ConnectionState.UP, now);
  }
}
