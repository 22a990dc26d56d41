package io.strowger.transcoder.sdp;

import io.strowger.contracts.transcoding.AddressFamily;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of an SDP; what is none is refused with {@link IllegalArgumentException}. */
final class SdpWords {
  private static final Pattern CONNECTION =
      Pattern.compile(
          "IN (?:IP4 (\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})|IP6 ([0-9A-Fa-f:.]{2,45}))");
  private static final int HIGHEST_PORT = 65_535;

  private SdpWords() {}

  /** The value of a {@code c=} line. */
  static InetAddress connection(String value) {
    Matcher connection = CONNECTION.matcher(value);
    if (!connection.matches()) {
      throw new IllegalArgumentException("not IN IP4 or IN IP6 with one numeric address");
    }
    String text = connection.group(1) == null ? connection.group(2) : connection.group(1);
    InetAddress address = InetAddress.ofLiteral(text);
    boolean fourAsSaid = (address.getAddress().length == 4) == (connection.group(1) != null);
    if (address.isMulticastAddress() || !fourAsSaid) {
      throw new IllegalArgumentException("the address " + text + " is no peer's");
    }
    return address;
  }

  /** A port, 0 to 65,535. */
  static int port(String digits) {
    int port = Integer.parseInt(digits);
    if (port > HIGHEST_PORT) {
      throw new IllegalArgumentException("there is no port " + port);
    }
    return port;
  }

  /** The text of an address' family and number, as in a {@code c=} line. */
  static String connection(InetAddress address) {
    return "IN " + AddressFamily.of(address) + " " + address.getHostAddress();
  }
}
