package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a switch's event socket listens.
 *
 * @param port 1 to 65535
 */
public record SwitchAddress(SwitchId switchId, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_.@+-]{1,64})=(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

  /**
   * Reads {@code name=host:port}; anything else is refused with {@link IllegalArgumentException}.
   */
  public static SwitchAddress parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("a switch must be name=host:port but is '" + text + "'");
    }
    int port = Integer.parseInt(parts.group(3));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port of '" + text + "' must be 1 to 65535");
    }
    String host = parts.group(2);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new SwitchAddress(new SwitchId(parts.group(1)), bare, port);
  }
}
