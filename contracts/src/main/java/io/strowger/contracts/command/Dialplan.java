package io.strowger.contracts.command;

import java.util.regex.Pattern;

/** What may name a place in a switch's dialplan: whoever keeps such a name can command it. */
public final class Dialplan {
  private static final Pattern EXTENSION =
      Pattern.compile("[A-Za-z0-9_.*#+][A-Za-z0-9_.*#+-]{0,63}");
  private static final Pattern CONTEXT = Pattern.compile("[A-Za-z0-9_.*#+-]{1,64}");

  private Dialplan() {}

  /** An extension: 1 to 64 of {@code A-Za-z0-9_.*#+-}, the first no hyphen: that were an option. */
  public static String requireExtension(String value) {
    return require("extension", EXTENSION, value);
  }

  /** A context: 1 to 64 of {@code A-Za-z0-9_.*#+-}. */
  public static String requireContext(String value) {
    return require("context", CONTEXT, value);
  }

  private static String require(String what, Pattern allowed, String value) {
    if (!allowed.matcher(value).matches()) {
      String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
      throw new IllegalArgumentException(
          what + " must match " + allowed + ": '" + shown.replaceAll("\\p{Cntrl}", "?") + "'");
    }
    return value;
  }
}
