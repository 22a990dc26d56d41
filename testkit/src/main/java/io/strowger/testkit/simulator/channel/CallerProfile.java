package io.strowger.testkit.simulator.channel;

import io.strowger.testkit.simulator.event.Header;
import io.strowger.testkit.simulator.event.HeaderBlock;

/**
 * A leg's caller profile: who calls whom, as the {@code Caller-*} and {@code Other-Leg-*} headers
 * show it.
 */
public final class CallerProfile {

  private final String uuid;
  private final String direction;
  private final String channelName;
  private final String callerNumber;
  private final String callerName;
  private String destination;
  private String calleeName;
  private String calleeNumber;

  CallerProfile(Channel.Seed seed, String direction) {
    this.uuid = seed.uuid();
    this.direction = direction;
    this.channelName = seed.name();
    this.callerNumber = seed.callerNumber();
    this.callerName = seed.callerName();
    this.destination = seed.destination();
    boolean outbound = direction.equals("outbound");
    this.calleeName = outbound ? "Outbound Call" : "";
    this.calleeNumber = outbound ? seed.destination() : "";
  }

  public String callerNumber() {
    return callerNumber;
  }

  public String callerName() {
    return callerName;
  }

  void dial(String extension) {
    destination = extension;
  }

  public String destination() {
    return destination;
  }

  public String calleeName() {
    return calleeName;
  }

  public String calleeNumber() {
    return calleeNumber;
  }

  void callee(String name, String number) {
    calleeName = name;
    calleeNumber = number;
  }

  /** The profile under this prefix ({@code Caller}, {@code Channel} or {@code Other-Leg}). */
  HeaderBlock headers(String prefix, String logicalDirection, ChannelTimes times) {
    Block block = new Block(prefix + "-");
    identity(block, logicalDirection);
    times(block, times);
    return block.headers;
  }

  private void identity(Block block, String logicalDirection) {
    block.put("Direction", direction);
    block.put("Logical-Direction", logicalDirection);
    block.put("Username", callerNumber);
    block.put("Dialplan", "XML");
    block.put("Caller-ID-Name", callerName);
    block.put("Caller-ID-Number", callerNumber);
    block.put("Orig-Caller-ID-Name", callerName);
    block.put("Orig-Caller-ID-Number", callerNumber);
    if (!calleeNumber.isEmpty()) {
      block.put("Callee-ID-Name", calleeName);
      block.put("Callee-ID-Number", calleeNumber);
    }
    block.put("Network-Addr", "127.0.0.1");
    block.put("ANI", callerNumber);
    block.put("Destination-Number", destination);
    block.put("Unique-ID", uuid);
    block.put("Source", "mod_sofia");
    block.put("Context", "public");
    block.put("Channel-Name", channelName);
    if (!block.prefix.equals("Other-Leg-")) {
      block.put("Profile-Index", "1");
    }
  }

  private static void times(Block block, ChannelTimes times) {
    block.put("Profile-Created-Time", times.created());
    block.put("Channel-Created-Time", times.created());
    block.put("Channel-Answered-Time", times.answered());
    block.put("Channel-Progress-Time", times.progress());
    block.put("Channel-Progress-Media-Time", times.progressMedia());
    block.put("Channel-Hangup-Time", times.hungUp());
    block.put("Channel-Transfer-Time", 0);
    block.put("Channel-Resurrect-Time", 0);
    block.put("Channel-Bridged-Time", times.bridged());
    block.put("Channel-Last-Hold", 0);
    block.put("Channel-Hold-Accum", 0);
    block.put("Screen-Bit", "true");
    block.put("Privacy-Hide-Name", "false");
    block.put("Privacy-Hide-Number", "false");
  }

  private static final class Block {
    private final String prefix;
    private final HeaderBlock headers = new HeaderBlock();

    Block(String prefix) {
      this.prefix = prefix;
    }

    void put(String name, String value) {
      headers.put(Header.of(prefix + name, value));
    }

    void put(String name, long value) {
      put(name, Long.toString(value));
    }
  }
}
