package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.id.SwitchId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a switch's event socket listens.
 *
 * @param port 1 to 65535
 * @param tls of an endpoint before the switch; absent in the clear
 */
public record SwitchAddress(SwitchId switchId, String host, int port, @Nullable TlsTrust tls) {
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9_.@+-]{1,64})=(tls://)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

  /**
   * Reads {@code name=host:port} or {@code name=tls://host:port}; anything else is refused with
   * {@link IllegalArgumentException}.
   */
  public static SwitchAddress parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a switch must be name=host:port or name=tls://host:port but is '" + text + "'");
    }
    int port = Integer.parseInt(parts.group(4));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port of '" + text + "' must be 1 to 65535");
    }
    String host = parts.group(3);
    TlsTrust tls = parts.group(2) == null ? null : new TlsTrust(null, null);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new SwitchAddress(new SwitchId(parts.group(1)), bare, port, tls);
  }

  /** The same, trusting these certificates; unchanged in the clear. */
  public SwitchAddress trusting(TlsTrust trust) {
    return tls == null ? this : new SwitchAddress(switchId, host, port, trust);
  }
}
