package io.strowger.gateway.control;

import io.strowger.contracts.command.Trunk;

/**
 * The one place where dial strings are written: {@code {name=value,name='a value'}sofia/...}.
 *
 * <p>What FreeSWITCH does with one ({@code switch_event_create_brackets}, {@code
 * switch_separate_string}): the block ends at the first closing brace, quoted or not; it is split
 * at commas, then at the first equals sign, quotes and backslashes being taken off each time;
 * before that an argument with {@code \'} or {@code \\} goes through variable expansion, which
 * takes them off once more. So neither braces nor quotes nor backslashes can be escaped to survive,
 * and are refused, like {@code |} and {@code :_:}, at which dial strings are cut, and {@code $}. A
 * comma survives as {@code \,}.
 */
final class DialString {
  private static final int MAX_VALUE = 16_384;
  private static final String REFUSED = "{}'\\|$\0";

  private final StringBuilder variables = new StringBuilder();

  /** Adds a variable of the dialled leg. */
  DialString with(String name, String value) {
    return append(name, value, false);
  }

  /** Adds a variable that has line breaks: the dial string must go in a body. */
  DialString withLines(String name, String value) {
    return append(name, value.replace("\r\n", "\n").replace("\n", "\r\n"), true);
  }

  /** The dial string of a number at a trunk. */
  String to(Trunk trunk, String number) {
    String block = variables.isEmpty() ? "" : "{" + variables + "}";
    if (trunk.isGateway()) {
      return block + "sofia/" + trunk.value() + "/" + number;
    }
    int slash = trunk.value().indexOf('/');
    String profile = trunk.value().substring(0, slash);
    return block + "sofia/" + profile + "/" + number + "@" + trunk.value().substring(slash + 1);
  }

  private DialString append(String name, String value, boolean linesAllowed) {
    if (!variables.isEmpty()) {
      variables.append(',');
    }
    variables.append(name).append('=').append(encoded(name, value, linesAllowed));
    return this;
  }

  private static String encoded(String name, String value, boolean linesAllowed) {
    if (value.length() > MAX_VALUE) {
      throw new IllegalArgumentException(
          "variable " + name + " is longer than " + MAX_VALUE + " characters");
    }
    if (value.contains(":_:")) {
      throw Words.refused("variable " + name + " holds ':_:'", value);
    }
    boolean plain = !value.isEmpty();
    StringBuilder escaped = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean lineBreak = c == '\r' || c == '\n';
      boolean control = (c < ' ' || c == 0x7f) && !(lineBreak && linesAllowed);
      if (control || REFUSED.indexOf(c) >= 0) {
        throw Words.refused(
            "variable " + name + " holds a character that no dial string can carry", value);
      }
      if (c == ',') {
        escaped.append('\\');
      }
      escaped.append(c);
      plain &= isPlain(c);
    }
    return plain ? escaped.toString() : "'" + escaped + "'";
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || ",_.@:+*!~=-".indexOf(c) >= 0;
  }

  /**
   * A caller's name as a dial string can carry it. A name is for show: O'Brien shall not lose a
   * call for an apostrophe, so the like is replaced and not refused.
   */
  static String shownName(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    name.replace(":_:", " ")
        .codePoints()
        .limit(128)
        .map(c -> c == '\'' ? '\u2019' : c)
        .map(c ->
            c < ' ' || c == 0x7f || REFUSED.indexOf(c) >= 0 || "<>[]\"^%".indexOf(c) >= 0 ? ' ' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString().strip();
  }
}
