package io.strowger.contracts.transcoding;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The kind of an IP address, by its name in SDP (RFC 8866, section 5.7). */
public enum AddressFamily {
  /** IPv4. */
  IP4,
  /** IPv6. */
  IP6;

  /** The kind of this address. */
  public static AddressFamily of(InetAddress address) {
    return address instanceof Inet4Address ? IP4 : IP6;
  }
}
