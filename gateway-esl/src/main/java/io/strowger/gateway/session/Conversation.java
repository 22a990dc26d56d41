package io.strowger.gateway.session;

import io.strowger.contracts.call.CallEvent;
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

/**
 * What both kinds of connection have in common: answers go to who asked, events become ours,
 * commands are carried out. Not safe for use by several threads.
 */
final class Conversation implements Line {
  /** How long the switch may take to answer a request. */
  static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  private static final EventDecoder EVENTS = new EventDecoder(Subscription.interest());

  private final Wire wire;
  private final Output output;
  private final LegDirectory legs;
  private final EventTranslation translation;
  private final SwitchEventTranslation switchTranslation;
  private final CommandDesk desk;
  private final ReplyQueue replies = new ReplyQueue();
  private final boolean backgroundJobs;
  private final boolean raw;

  /** The two sides a conversation stands between: the switch, and the rest of Strowger. */
  record Ends(Wire wire, Output output) {}

  Conversation(
      Ends ends,
      LegDirectory legs,
      ReturnAddress address,
      SessionSettings settings,
      boolean backgroundJobs) {
    this.wire = ends.wire();
    this.output = ends.output();
    this.legs = legs;
    this.translation = new EventTranslation(legs, address);
    this.switchTranslation = new SwitchEventTranslation(address.switchId());
    this.backgroundJobs = backgroundJobs;
    this.raw = settings.publishRaw();
    this.desk = new CommandDesk(this, legs, address, ends.output(), settings.parkTimeoutSeconds());
  }

  @Override
  public void send(EslRequest request, ReplyHandler handler, Instant now) {
    ask(request, (frame, at) -> handler.accept(text(frame), at), now);
  }

  @Override
  public boolean hasBackgroundJobs() {
    return backgroundJobs;
  }

  void ask(EslRequest request, ReplyQueue.Handler handler, Instant now) {
    replies.expect(handler, now);
    wire.send(request);
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

  void answer(Frame frame, Instant now) throws MalformedFrame {
    replies.answer(frame, now);
  }

  /** Takes an event; gives it back when it was of interest. */
  void event(Frame frame, Instant now) throws MalformedFrame {
    EslEvent event = EVENTS.decode(frame);
    if (event == null) {
      return;
    }
    try {
      translation.translate(event, now).ifPresent(output::publish);
      switchTranslation.translate(event).ifPresent(output::publish);
      publishRaw(event, frame);
    } catch (IllegalArgumentException impossible) {
      output.reject(frame.body(), String.valueOf(impossible.getMessage()));
      return;
    }
    desk.notice(event, now);
  }

  private void publishRaw(EslEvent event, Frame frame) {
    String uuid = raw ? event.legUuid() : null;
    KnownLeg leg = uuid == null ? null : legs.find(uuid);
    if (leg != null) {
      output.publishRaw(leg.call(), frame.body());
    }
  }

  void tick(Instant now) {
    legs.sweep(now);
    desk.tick(now);
    if (replies.isOverdue(ANSWERED_WITHIN, now)) {
      wire.close("the switch does not answer");
    }
  }

  void closed(Instant now) {
    desk.connectionLost(now);
  }

  private static String text(Frame frame) {
    String reply = frame.replyText();
    return reply == null ? frame.text() : reply;
  }
}
