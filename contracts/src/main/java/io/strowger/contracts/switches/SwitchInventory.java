package io.strowger.contracts.switches;

import java.util.List;
import java.util.Map;

/**
 * What a switch told of itself when it was connected.
 *
 * @param hostname of its machine
 * @param paused true while it takes no calls ({@code fsctl pause})
 * @param folders by their global variables, such as {@code recordings_dir}
 */
public record SwitchInventory(
    String hostname,
    boolean paused,
    Map<String, String> folders,
    List<Codec> codecs,
    List<SipProfile> profiles) {

  /** What a switch can do with a codec. */
  public enum CodecKind {
    /** Encode and decode. */
    REAL,
    /** Pass from leg to leg: both must have it, and nothing can be played or recorded. */
    PASSTHROUGH,
    /** Encode and decode on a card, such as Sangoma's, as long as it has a channel free. */
    HARDWARE
  }

  /**
   * A codec that the switch has loaded.
   *
   * @param name in its module's words, such as {@code AMR / Octet Aligned}
   * @param module that brings it, such as {@code mod_amr}
   */
  public record Codec(String name, CodecKind kind, String module) {}

  /**
   * A running SIP profile.
   *
   * @param addresses its SIP URIs, one for each transport but web sockets
   * @param webSockets its bindings for web sockets, plain and secure
   * @param trunks the gateways of its configuration
   */
  public record SipProfile(
      String name, List<String> addresses, List<String> webSockets, List<String> trunks) {}
}
