package io.strowger.testkit.simulator.channel;

import io.strowger.testkit.simulator.engine.SwitchCore;
import io.strowger.testkit.simulator.event.SwitchEvent;

/** The events of legs. Most show all of a leg, its variables included; changes of state do not. */
public final class ChannelEvents {

  private final SwitchCore core;

  public ChannelEvents(SwitchCore core) {
    this.core = core;
  }

  /** An event that shows all of the leg. */
  public void full(Channel channel, String name) {
    core.emit(all(channel, name));
  }

  /** An event without variables. */
  public void brief(Channel channel, String name) {
    core.emit(some(channel, name));
  }

  /** Enters a state and tells it. */
  public void state(Channel channel, String state, int number) {
    channel.enter(state, number);
    brief(channel, "CHANNEL_STATE");
  }

  /** Enters a call state and tells it. */
  public void callState(Channel channel, CallState state) {
    CallState before = channel.callState();
    channel.callState(state);
    SwitchEvent event = SwitchEvent.named("CHANNEL_CALLSTATE").leg(channel.uuid());
    event.detail("Original-Channel-Call-State", before.name());
    event.detail("Channel-Call-State-Number", Integer.toString(state.number()));
    core.emit(blocks(event, channel));
  }

  /** Tells that reading and writing codecs are set. */
  public void codecs(Channel channel) {
    core.emit(some(channel, "CODEC").detail("channel-read-codec-name", channel.codec()));
    core.emit(some(channel, "CODEC").detail("Channel-Write-codec-bit-rate", "64000"));
  }

  /** CHANNEL_BRIDGE or CHANNEL_UNBRIDGE of an A-leg. */
  public void bridge(Channel aLeg, Channel bLeg, String name) {
    SwitchEvent event = SwitchEvent.named(name).leg(aLeg.uuid());
    event.detail("Bridge-A-Unique-ID", aLeg.uuid()).detail("Bridge-B-Unique-ID", bLeg.uuid());
    core.emit(blocks(event, aLeg).block(aLeg.variables().headers()));
  }

  /** CHANNEL_HANGUP, CHANNEL_HANGUP_COMPLETE or CHANNEL_DESTROY. */
  public void end(Channel channel, String name) {
    SwitchEvent event = SwitchEvent.named(name).leg(channel.uuid());
    event.detail("Hangup-Cause", channel.hangupCause());
    core.emit(blocks(event, channel).block(channel.variables().headers()));
  }

  /** CHANNEL_DATA about a leg, as a reply. */
  public SwitchEvent data(Channel channel) {
    return all(channel, "CHANNEL_DATA");
  }

  /** Adds all of a leg to an event. */
  public void describe(SwitchEvent event, Channel channel) {
    blocks(event, channel).block(channel.variables().headers());
  }

  /** Adds a leg without its variables to an event. */
  public void describeBriefly(SwitchEvent event, Channel channel) {
    blocks(event, channel);
  }

  /** The start or end of an event that shows all of a leg. */
  public SwitchEvent all(Channel channel, String name) {
    return some(channel, name).block(channel.variables().headers());
  }

  /** An event without variables, to be completed. */
  public SwitchEvent some(Channel channel, String name) {
    return blocks(SwitchEvent.named(name).leg(channel.uuid()), channel);
  }

  /** Sends what was completed. */
  public void emit(SwitchEvent event) {
    core.emit(event);
  }

  private static SwitchEvent blocks(SwitchEvent event, Channel channel) {
    return event
        .block(channel.stateHeaders())
        .block(channel.callerHeaders())
        .block(channel.otherHeaders());
  }
}
