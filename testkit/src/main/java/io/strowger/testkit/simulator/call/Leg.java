package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Channel;
import io.strowger.testkit.simulator.engine.SwitchLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A leg at work: its channel, the applications that run on it, and what it is joined with. */
public final class Leg {

  private final Channel channel;
  private final CallObserver observer;
  private final Deque<Execution> running = new ArrayDeque<>();
  private final List<SwitchLoop.Timer> timers = new ArrayList<>();
  private String offer = "";
  private boolean mediaOff;
  private boolean hungUpByPeer;
  private @Nullable Bridge bridge;
  private @Nullable BridgeAttempt attempt;
  private @Nullable OutgoingLeg outgoing;
  private Runnable onEnd = () -> {};
  private Consumer<Character> onDigit = digit -> {};
  private java.util.function.Supplier<SwitchLoop.@Nullable Timer> onAnswer = () -> null;

  Leg(Channel channel, CallObserver observer) {
    this.channel = channel;
    this.observer = observer;
  }

  /** The state that events show. */
  public Channel channel() {
    return channel;
  }

  /** Has something done when the leg is gone. */
  public void onEnd(Runnable action) {
    onEnd = action;
  }

  /** Whether it is joined with another leg, or about to be. */
  public boolean isJoined() {
    return bridge != null || attempt != null;
  }

  /** Leaves the media to others: the leg's SDP is what {@code switch_m_sdp} says. */
  public void turnMediaOff() {
    mediaOff = true;
  }

  /** Leads its media through the switch, or leaves it to others. */
  public void turnMedia(boolean on) {
    mediaOff = !on;
  }

  /** Its party presses a key. */
  public void press(char digit) {
    onDigit.accept(digit);
  }

  /** Has keys told, to one listener at a time. */
  void onDigit(Consumer<Character> listener) {
    onDigit = listener;
  }

  /** Has a timer started when the leg is answered. */
  void onAnswer(java.util.function.Supplier<SwitchLoop.@Nullable Timer> timer) {
    onAnswer = timer;
  }

  void answered() {
    SwitchLoop.Timer timer = onAnswer.get();
    if (timer != null) {
      timers.add(timer);
    }
    observer.answered();
  }

  CallObserver observer() {
    return observer;
  }

  Deque<Execution> running() {
    return running;
  }

  /** A timer that ends with the leg. */
  void keep(SwitchLoop.Timer timer) {
    timers.add(timer);
  }

  boolean isMediaOff() {
    return mediaOff || channel.variables().isTrue("bypass_media");
  }

  String offer() {
    return offer;
  }

  void offer(String sdp) {
    offer = sdp;
  }

  @Nullable Bridge bridge() {
    return bridge;
  }

  void bridge(@Nullable Bridge joined) {
    bridge = joined;
  }

  @Nullable BridgeAttempt attempt() {
    return attempt;
  }

  void attempt(@Nullable BridgeAttempt begun) {
    attempt = begun;
  }

  /** How it was called, when the switch made it. */
  @Nullable OutgoingLeg outgoing() {
    return outgoing;
  }

  void outgoing(OutgoingLeg calling) {
    outgoing = calling;
  }

  void hungUpByPeer(boolean byPeer) {
    hungUpByPeer = byPeer;
  }

  boolean isHungUpByPeer() {
    return hungUpByPeer;
  }

  void over() {
    timers.forEach(SwitchLoop.Timer::cancel);
    onEnd.run();
  }
}
