package io.strowger.contracts.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A SIP peer of a switch, as its sofia profiles know it.
 *
 * <p>{@code gateway/<name>} is a gateway of the switch's configuration; {@code <profile>/<host>} or
 * {@code <profile>/<host>:<port>} is an address reached through a profile.
 *
 * @param value one of the two forms; anything else is refused with {@link IllegalArgumentException}
 */
public record Trunk(@JsonValue String value) {
  private static final Pattern ALLOWED =
      Pattern.compile(
          "[A-Za-z0-9_-]{1,64}/(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9._-]{1,253})(:\\d{1,5})?");
  private static final String GATEWAY = "gateway/";

  /** Refuses what is neither form. */
  @JsonCreator
  public Trunk {
    boolean allowed =
        ALLOWED.matcher(value).matches() && !(value.startsWith(GATEWAY) && value.contains(":"));
    if (!allowed) {
      throw new IllegalArgumentException(
          "trunk must be gateway/<name> or <profile>/<host>[:<port>] but is '"
              + value.replaceAll("\\p{Cntrl}", "?")
              + "'");
    }
  }

  /** True for a gateway of the switch's configuration. */
  public boolean isGateway() {
    return value.startsWith(GATEWAY);
  }

  @Override
  public String toString() {
    return value;
  }
}
