package io.strowger.testkit.simulator.channel;

import io.strowger.testkit.simulator.event.HeaderBlock;
import org.jspecify.annotations.Nullable;

/** One leg: its state, profile, times and variables, and the blocks of headers that show them. */
public final class Channel {

  private static final int CS_HANGUP_NUMBER = 10;

  private final String uuid;
  private final boolean inbound;
  private final String name;
  private final CallerProfile profile;
  private final ChannelTimes times;
  private final Variables variables = new Variables();
  private String state = "CS_NEW";
  private int stateNumber;
  private CallState callState = CallState.DOWN;
  private String answerState = "ringing";
  private String callUuid;
  private String hangupCause = "";
  private String codec = "";
  private boolean profileShown;
  private String otherType = "";
  private @Nullable Channel other;
  private @Nullable HeaderBlock stateBlock;
  private @Nullable HeaderBlock callerBlock;
  private @Nullable HeaderBlock otherBlock;

  /**
   * What a leg is born with.
   *
   * @param name e.g. {@code sofia/internal/61399999995@127.0.0.1}
   * @param destination the dialled number
   */
  public record Seed(
      String uuid, String name, String callerNumber, String callerName, String destination) {}

  private Channel(Seed seed, boolean inbound, long now) {
    this.uuid = seed.uuid();
    this.inbound = inbound;
    this.name = seed.name();
    this.profile = new CallerProfile(seed, inbound ? "inbound" : "outbound");
    this.times = new ChannelTimes(now);
    this.callUuid = uuid;
    this.profileShown = !inbound;
  }

  /** A leg that arrived at the switch. */
  public static Channel inbound(Seed seed, long now) {
    return new Channel(seed, true, now);
  }

  /** A leg that the switch makes. */
  public static Channel outbound(Seed seed, long now) {
    return new Channel(seed, false, now);
  }

  public String uuid() {
    return uuid;
  }

  public boolean isInbound() {
    return inbound;
  }

  public String name() {
    return name;
  }

  public CallerProfile profile() {
    return profile;
  }

  public ChannelTimes times() {
    return times;
  }

  public Variables variables() {
    return variables;
  }

  public String state() {
    return state;
  }

  public CallState callState() {
    return callState;
  }

  public String hangupCause() {
    return hangupCause;
  }

  /** The name of its codec, empty while it has no media here. */
  public String codec() {
    return codec;
  }

  /** The leg it is or was joined with. */
  public @Nullable Channel other() {
    return other;
  }

  public boolean isAnswered() {
    return times.answered() != 0;
  }

  /** Media has been accepted before the answer. */
  public boolean isEarly() {
    return times.progressMedia() != 0;
  }

  public boolean isHungUp() {
    return !hangupCause.isEmpty();
  }

  /** FreeSWITCH's state and its number, which is often already the next state's (captured so). */
  public void enter(String newState, int number) {
    state = newState;
    stateNumber = number;
    profileShown |= !newState.equals("CS_NEW");
    stateBlock = null;
  }

  void callState(CallState newState) {
    callState = newState;
    stateBlock = null;
  }

  /**
   * The UUID of the call it belongs to, in FreeSWITCH's sense: it changes back to its own at the
   * end.
   */
  public void belongTo(String newCallUuid) {
    callUuid = newCallUuid;
    variables.set("call_uuid", newCallUuid);
    stateBlock = null;
  }

  /** It has this codec from now on, and its media runs through the switch. */
  public void useCodec(String newCodec) {
    codec = newCodec;
    stateBlock = null;
  }

  /** Shows the other leg in its headers. */
  public void join(Channel otherLeg, String type) {
    other = otherLeg;
    otherType = type;
    otherBlock = null;
  }

  /** The called party's identity, known once the far end responds. */
  public void callee(String calleeName, String number) {
    profile.callee(calleeName, number);
    callerBlock = null;
  }

  /** It is to reach this number now. */
  public void dial(String extension) {
    profile.dial(extension);
    callerBlock = null;
  }

  public void markProgress(long now) {
    times.markProgress(now);
    callerBlock = null;
  }

  public void markEarly(long now) {
    times.markProgressMedia(now);
    answerState = "early";
    touch();
  }

  public void markAnswered(long now) {
    times.markAnswered(now);
    answerState = "answered";
    touch();
  }

  public void markBridged(long now) {
    times.markBridged(now);
    callerBlock = null;
  }

  public void markHangup(String cause) {
    hangupCause = cause;
    answerState = "hangup";
    stateNumber = CS_HANGUP_NUMBER;
    stateBlock = null;
  }

  public void markEnded(long now) {
    times.markHungUp(now);
    callerBlock = null;
  }

  private void touch() {
    stateBlock = null;
    callerBlock = null;
  }

  /** {@code Channel-State} to {@code Answer-State} and the codecs. */
  HeaderBlock stateHeaders() {
    HeaderBlock block = stateBlock;
    if (block == null) {
      block = new HeaderBlock();
      block.put("Channel-State", state).put("Channel-Call-State", callState.name());
      block.put("Channel-State-Number", Integer.toString(stateNumber)).put("Channel-Name", name);
      String direction = inbound ? "inbound" : "outbound";
      block.put("Unique-ID", uuid).put("Call-Direction", direction);
      block.put("Presence-Call-Direction", direction);
      block.put("Channel-HIT-Dialplan", Boolean.toString(inbound));
      block.put("Channel-Call-UUID", callUuid).put("Answer-State", answerState);
      if (isHungUp()) {
        block.put("Hangup-Cause", hangupCause);
      }
      if (!codec.isEmpty()) {
        ChannelMedia.codecHeaders(block, codec);
      }
      stateBlock = block;
    }
    return block;
  }

  /** {@code Caller-*}; nothing before the profile is made. */
  HeaderBlock callerHeaders() {
    if (!profileShown) {
      return new HeaderBlock();
    }
    HeaderBlock block = callerBlock;
    if (block == null) {
      block = profile.headers("Caller", inbound ? "inbound" : "outbound", times);
      callerBlock = block;
    }
    return block;
  }

  /** {@code Other-Type} and {@code Other-Leg-*}; nothing when it is alone. */
  HeaderBlock otherHeaders() {
    Channel joined = other;
    if (joined == null) {
      return new HeaderBlock();
    }
    HeaderBlock block = otherBlock;
    if (block == null) {
      block = new HeaderBlock().put("Other-Type", otherType);
      ChannelTimes shown = otherType.equals("originator") ? new ChannelTimes(0) : joined.times;
      joined.profile.headers("Other-Leg", "inbound", shown).all().forEach(block::put);
      otherBlock = block;
    }
    return block;
  }

  /**
   * The caller profile under the prefix {@code Channel}, as the reply to an outbound connect shows
   * it.
   */
  public HeaderBlock connectHeaders() {
    return profile.headers("Channel", "inbound", times);
  }
}
