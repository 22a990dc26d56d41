package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.CallState;
import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.channel.ChannelEvents;
import io.strowger.testkit.simulator.channel.ChannelMedia;
import io.strowger.testkit.simulator.channel.HangupCauses;
import io.strowger.testkit.simulator.channel.Sdp;
import java.util.List;
import java.util.Optional;

/** Answers callers: 183 with media, then 200. */
public final class Answering {

  private static final int MEDIA_PORT = 33_176;
  private static final List<String> SWITCH_CODECS = List.of("PCMA", "PCMU");

  private final Exchange exchange;
  private final ChannelEvents events;

  Answering(Exchange exchange) {
    this.exchange = exchange;
    this.events = exchange.events();
  }

  /** 183 with SDP; false when no codec fits, the call being ended then. */
  public boolean preAnswer(Leg leg) {
    Channel channel = leg.channel();
    if (channel.isAnswered() || channel.isEarly()) {
      return true;
    }
    if (!startMedia(leg)) {
      return false;
    }
    InviteVariables.respondedTo(channel);
    channel.variables().set("endpoint_disposition", "EARLY MEDIA");
    channel.markEarly(exchange.core().now());
    events.full(channel, "CHANNEL_PROGRESS_MEDIA");
    events.callState(channel, CallState.EARLY);
    leg.observer().mediaGiven(localSdp(leg));
    return true;
  }

  /** 180. */
  public void ring(Leg leg) {
    Channel channel = leg.channel();
    if (!channel.isAnswered() && !channel.isEarly()) {
      InviteVariables.respondedTo(channel);
      channel.markProgress(exchange.core().now());
      events.full(channel, "CHANNEL_PROGRESS");
    }
  }

  /** 200; false when no codec fits, the call being ended then. */
  public boolean answer(Leg leg) {
    Channel channel = leg.channel();
    if (channel.isAnswered()) {
      return true;
    }
    if (!leg.isMediaOff() && !preAnswer(leg)) {
      return false;
    }
    InviteVariables.respondedTo(channel);
    channel.variables().set("rtp_local_sdp_str", localSdp(leg));
    channel.markAnswered(exchange.core().now());
    leg.observer().mediaGiven(localSdp(leg));
    leg.answered();
    events.full(channel, "CHANNEL_ANSWER");
    channel.variables().set("endpoint_disposition", "ANSWER");
    Hooks.run(exchange, channel, Hooks.ANSWER);
    events.callState(channel, CallState.ACTIVE);
    return true;
  }

  private boolean startMedia(Leg leg) {
    if (leg.isMediaOff()) {
      return true;
    }
    Optional<String> codec =
        Sdp.codecs(leg.offer()).stream().filter(SWITCH_CODECS::contains).findFirst();
    if (codec.isEmpty()) {
      exchange.hangups().bySwitch(leg, HangupCauses.INCOMPATIBLE_DESTINATION);
      return false;
    }
    ChannelMedia.start(leg.channel(), codec.get(), leg.offer());
    leg.channel().variables().set("local_media_port", MEDIA_PORT);
    events.codecs(leg.channel());
    return true;
  }

  private static String localSdp(Leg leg) {
    return leg.isMediaOff()
        ? leg.channel().variables().get("switch_m_sdp")
        : Sdp.audio(MEDIA_PORT, List.of(leg.channel().codec()));
  }
}
