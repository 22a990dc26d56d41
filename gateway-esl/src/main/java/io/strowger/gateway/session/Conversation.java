package io.strowger.gateway.session;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.gateway.call.EventTranslation;
import io.strowger.gateway.call.KnownLeg;
import io.strowger.gateway.call.LegDirectory;
import io.strowger.gateway.call.ReturnAddress;
import io.strowger.gateway.control.CommandDesk;
import io.strowger.gateway.control.Line;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslEvent;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.EventDecoder;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.MalformedFrame;
import io.strowger.gateway.switches.SwitchEventTranslation;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of connection have in common: events become ours, commands are carried out,
 * answers go to who asked. Not safe for use by several threads.
 */
final class Conversation implements Line {
  private static final EventDecoder EVENTS = new EventDecoder(Subscription.interest());

  private final Output output;
  private final LegDirectory legs;
  private final EventTranslation translation;
  private final SwitchEventTranslation switchTranslation;
  private final CommandDesk desk;
  private final boolean backgroundJobs;
  private final boolean raw;
  private final BooleanSupplier permit;
  private @Nullable Requests requests;
  private BiConsumer<KnownLeg, Instant> missed = (leg, at) -> {};
  private Consumer<LegDirectory.Gone> unended = gone -> {};

  /**
   * How a conversation differs from others.
   *
   * @param backgroundJobs true where {@code BACKGROUND_JOB} events arrive
   * @param permit true while commands may be carried out
   */
  record Mode(boolean backgroundJobs, BooleanSupplier permit) {}

  Conversation(
      Output output,
      LegDirectory legs,
      ReturnAddress address,
      SessionSettings settings,
      Mode mode) {
    this.output = output;
    this.legs = legs;
    this.translation = new EventTranslation(legs, address);
    this.switchTranslation = new SwitchEventTranslation(address.switchId());
    this.backgroundJobs = mode.backgroundJobs();
    this.permit = mode.permit();
    this.raw = settings.publishRaw();
    this.desk =
        new CommandDesk(
            this, legs, address, new CommandDesk.Told(this::tell, output), settings.commands());
  }

  /** Who hears of legs that the switch says are no more, while nobody heard their end. */
  void whenMissed(BiConsumer<KnownLeg, Instant> listener) {
    missed = listener;
  }

  /** Who hears of legs that are no more, and whose end did not come. */
  void whenUnended(Consumer<LegDirectory.Gone> listener) {
    unended = listener;
  }

  private void tell(CommandResult result, @Nullable String traceparent) {
    output.publish(result, traceparent);
    boolean gone = result.outcome() == CommandOutcome.GONE;
    KnownLeg leg = gone ? legs.find(result.legId().value()) : null;
    if (leg != null && leg.ending() == null) {
      missed.accept(leg, result.finishedAt());
    }
  }

  /** Commands go this way from now on. */
  void commandsBy(Requests way) {
    requests = way;
  }

  /**
   * Without a way for commands, or while it is not sure that the switch is ours, a request is not
   * sent; its command ends as its deadline passes.
   */
  @Override
  public void send(EslRequest request, ReplyHandler handler, Instant now) {
    send(request, Duration.ZERO, handler, now);
  }

  @Override
  public void send(EslRequest request, Duration longer, ReplyHandler handler, Instant now) {
    Requests way = requests;
    if (way != null && permit.getAsBoolean()) {
      way.ask(
          request,
          (frame, at) -> handler.accept(Requests.text(frame), at),
          Requests.ANSWERED_WITHIN.plus(longer),
          now);
    }
  }

  @Override
  public boolean hasBackgroundJobs() {
    return backgroundJobs;
  }

  EventTranslation translation() {
    return translation;
  }

  LegDirectory legs() {
    return legs;
  }

  void publish(CallEvent event) {
    output.publish(event);
  }

  void submit(Submitted submitted, Instant now) {
    desk.submit(submitted, now);
  }

  /**
   * Takes an event; gives it back when it was of interest and could be used. One that cannot be is
   * put aside: the frames around it are whole, so the connection is still to be trusted.
   */
  @Nullable EslEvent event(Frame frame, Instant now) {
    EslEvent event;
    try {
      event = EVENTS.decode(frame);
      if (event == null) {
        return null;
      }
      translation.translate(event, now).ifPresent(output::publish);
      switchTranslation.translate(event).ifPresent(output::publish);
      publishRaw(event, frame);
      noteEnd(event);
    } catch (MalformedFrame | IllegalArgumentException impossible) {
      reject(frame, String.valueOf(impossible.getMessage()));
      return null;
    }
    desk.notice(event, now);
    return event;
  }

  /** Only once its end was told: who comes after must know of a leg whose end nobody heard. */
  private void noteEnd(EslEvent event) {
    String uuid = event.name().equals("CHANNEL_HANGUP_COMPLETE") ? event.legUuid() : null;
    KnownLeg leg = uuid == null ? null : legs.find(uuid);
    if (leg != null) {
      legs.endTold(leg);
    }
  }

  void reject(Frame frame, String reason) {
    output.reject(translation.returnAddress().switchId(), frame.body(), reason);
  }

  private void publishRaw(EslEvent event, Frame frame) {
    String uuid = raw ? event.legUuid() : null;
    KnownLeg leg = uuid == null ? null : legs.find(uuid);
    if (leg != null) {
      output.publishRaw(translation.returnAddress(), leg.call(), frame.body());
    }
  }

  void tick(Instant now) {
    legs.sweep(now).forEach(unended);
    desk.tick(now);
  }

  /** Whatever was sent may have been done or not. */
  void commandsLost(Instant now) {
    requests = null;
    desk.connectionLost(now);
  }
}
