package io.strowger.gateway.call;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The gateway instance that a leg's own connection leads to, as the leg itself tells it by the
 * variable {@value #VARIABLE}: whoever holds the switch reads there whose calls are orphaned when
 * that instance dies.
 *
 * @param instance its ordinal
 * @param epoch under which it serves the calls that come with a connection of their own
 */
public record SocketHolder(int instance, long epoch) {
  /** The channel variable. */
  public static final String VARIABLE = "strowger_gateway";

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,4}):([0-9]{1,12})");

  /** The holder of this address. */
  public static SocketHolder at(ReturnAddress address) {
    return new SocketHolder(address.partition(), address.epoch());
  }

  /** What the variable says; absent when it names none. */
  static @Nullable SocketHolder parse(String value) {
    Matcher parts = WRITTEN.matcher(value);
    return parts.matches()
        ? new SocketHolder(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)))
        : null;
  }

  /** As it stands in the variable. */
  @Override
  public String toString() {
    return instance + ":" + epoch;
  }
}
