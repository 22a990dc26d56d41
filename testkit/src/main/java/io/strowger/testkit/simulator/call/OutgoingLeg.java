package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.FarEnd;
import io.strowger.testkit.simulator.channel.CallState;
import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.channel.ChannelMedia;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Sdp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A leg that the switch makes, from its INVITE on, with the far end at the other side of it. */
final class OutgoingLeg {

  private static final int MEDIA_PORT = 23_140;
  private static final List<String> TRUNK_CODECS = List.of("PCMA", "PCMU");
  private static final int NOT_ACCEPTABLE = 488;
  private static final int UNAVAILABLE = 503;

  private final Exchange exchange;
  private final Leg leg;
  private final OriginateOutcome outcome;
  private final OriginateTimers timers;
  private boolean over;

  OutgoingLeg(Exchange exchange, Leg leg, OriginateOutcome outcome) {
    this.exchange = exchange;
    this.leg = leg;
    this.outcome = outcome;
    this.timers = new OriginateTimers(exchange.core().loop(), leg, this::cancel);
    leg.outgoing(this);
  }

  /** Tells of the new leg and sends the INVITE. */
  void invite(FarEnd farEnd, Duration originateTimeout) {
    ChannelEvents events = exchange.events();
    Channel channel = leg.channel();
    events.full(channel, "CHANNEL_CREATE");
    events.full(channel, "CHANNEL_ORIGINATE");
    events.state(channel, "CS_ROUTING", 2);
    events.state(channel, "CS_CONSUME_MEDIA", 7);
    timers.start(originateTimeout);
    follow(farEnd);
  }

  /** Gives the attempt up before it is answered. */
  void cancel(String cause) {
    stop();
    outcome.failed(cause, 0, false);
  }

  /** Nothing more happens to it by itself. */
  void stop() {
    over = true;
    timers.stop();
  }

  private void follow(FarEnd farEnd) {
    if (Sdp.codecs(leg.offer()).stream().noneMatch(TRUNK_CODECS::contains)) {
      soon(Duration.ZERO, () -> refused(NOT_ACCEPTABLE, true));
      return;
    }
    switch (farEnd) {
      case FarEnd.Answers answers -> {
        answers.ringsAfter().ifPresent(delay -> soon(delay, this::ring));
        String sdp = sdp(answers.sdp());
        answers.mediaAfter().ifPresent(delay -> soon(delay, () -> playMedia(sdp)));
        soon(answers.answersAfter(), () -> answer(sdp, answers.hangsUpAfter()));
      }
      case FarEnd.NeverAnswers never -> {
        never.ringsAfter().ifPresent(delay -> soon(delay, this::ring));
        never.mediaAfter().ifPresent(delay -> soon(delay, () -> playMedia(sdp(never.sdp()))));
      }
      case FarEnd.Refuses refuses -> {
        if (refuses.ringsFirst()) {
          soon(Duration.ZERO, this::ring);
        }
        soon(refuses.after(), () -> refused(refuses.sipStatus(), true));
      }
      case FarEnd.IsUnreachable unreachable ->
          soon(Duration.ZERO, () -> refused(UNAVAILABLE, false));
    }
  }

  private String sdp(String own) {
    if (!own.isEmpty()) {
      return own;
    }
    List<String> offered = Sdp.codecs(leg.offer());
    String chosen = offered.stream().filter(TRUNK_CODECS::contains).findFirst().orElse("PCMA");
    return Sdp.audio(MEDIA_PORT, List.of(chosen));
  }

  private void soon(Duration delay, Runnable action) {
    leg.keep(
        exchange
            .core()
            .loop()
            .after(
                delay,
                () -> {
                  if (!over) {
                    action.run();
                  }
                }));
  }

  private void ring() {
    timers.progressed();
    respond();
    Channel channel = leg.channel();
    channel.markProgress(exchange.core().now());
    exchange.events().full(channel, "CHANNEL_PROGRESS");
    Hooks.run(exchange, channel, Hooks.RING);
    exchange.events().callState(channel, CallState.RINGING);
    outcome.alerting();
  }

  private void playMedia(String sdp) {
    timers.progressed();
    if (!leg.channel().variables().isTrue("ignore_early_media")) {
      timers.stop();
    }
    respond();
    remoteSdp(sdp);
    Channel channel = leg.channel();
    startMedia(sdp);
    channel.variables().set("endpoint_disposition", "EARLY MEDIA");
    channel.markEarly(exchange.core().now());
    exchange.events().full(channel, "CHANNEL_PROGRESS_MEDIA");
    Hooks.run(exchange, channel, Hooks.PRE_ANSWER);
    Hooks.run(exchange, channel, Hooks.MEDIA);
    exchange.events().callState(channel, CallState.EARLY);
    if (!leg.isMediaOff()) {
      exchange.events().codecs(channel);
    }
    outcome.earlyMedia(sdp);
  }

  private void answer(String sdp, Optional<Duration> talk) {
    timers.stop();
    respond();
    remoteSdp(sdp);
    Channel channel = leg.channel();
    boolean early = channel.isEarly();
    if (!early) {
      startMedia(sdp);
      if (!leg.isMediaOff()) {
        exchange.events().codecs(channel);
      }
    }
    outcome.answering(sdp);
    channel.markAnswered(exchange.core().now());
    exchange.events().full(channel, "CHANNEL_ANSWER");
    channel.variables().set("endpoint_disposition", "ANSWER");
    Hooks.run(exchange, channel, Hooks.ANSWER);
    if (!early) {
      Hooks.run(exchange, channel, Hooks.MEDIA);
    }
    exchange.events().callState(channel, CallState.ACTIVE);
    outcome.answered(sdp);
    talk.ifPresent(time -> soon(time, outcome::hungUp));
  }

  private void respond() {
    InviteVariables.responded(leg.channel());
    String number = leg.channel().profile().destination();
    leg.channel().callee(number, number);
  }

  private void remoteSdp(String sdp) {
    leg.channel().variables().set("switch_r_sdp", sdp);
    leg.channel().variables().set("ep_codec_string", Sdp.codecString(Sdp.codecs(sdp)));
  }

  private void startMedia(String sdp) {
    if (!leg.isMediaOff()) {
      ChannelMedia.start(leg.channel(), Sdp.codecs(sdp).getFirst(), sdp);
    }
  }

  private void refused(int status, boolean byPeer) {
    stop();
    String cause = HangupCauses.ofSipStatus(status);
    InviteVariables.refused(leg.channel(), status, cause, byPeer);
    outcome.failed(cause, status, byPeer);
  }
}
