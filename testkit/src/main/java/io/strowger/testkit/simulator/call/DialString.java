package io.strowger.testkit.simulator.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dial string with one endpoint: {@code {a=1,b='x,y'}[c=2]sofia/gateway/<trunk>/<number>} or
 * {@code sofia/<profile>/<number>@<host>}.
 *
 * @param variables of all leading {@code {}} and {@code []}, in order
 * @param endpoint what follows them
 */
public record DialString(Map<String, String> variables, String endpoint) {

  /** Reads one as FreeSWITCH does: quotes keep commas, a backslash keeps the next comma. */
  public static DialString parse(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    String rest = text.strip();
    while (!rest.isEmpty() && (rest.charAt(0) == '{' || rest.charAt(0) == '[')) {
      int end = closing(rest);
      for (String assignment : assignments(rest.substring(1, end))) {
        int equals = assignment.indexOf('=');
        if (equals > 0) {
          variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
      }
      rest = rest.substring(end + 1).strip();
    }
    return new DialString(variables, rest);
  }

  /** The called number. */
  public String number() {
    if (isGateway()) {
      return endpoint.substring(endpoint.lastIndexOf('/') + 1);
    }
    String user = endpoint.substring(endpoint.lastIndexOf('/') + 1);
    int at = user.indexOf('@');
    return at < 0 ? user : user.substring(0, at);
  }

  /** Whether it goes through a gateway of the switch. */
  public boolean isGateway() {
    return endpoint.startsWith("sofia/gateway/");
  }

  /** The gateway's name, when it is one. */
  public String gateway() {
    String behind = endpoint.substring("sofia/gateway/".length());
    return behind.substring(0, Math.max(0, behind.indexOf('/')));
  }

  /** The {@code host:port} behind the number, empty for a gateway. */
  public String host() {
    return endpoint.substring(endpoint.indexOf('@') + 1);
  }

  /** The name that the leg gets. */
  public String channelName() {
    return isGateway() ? "sofia/external/" + number() : endpoint;
  }

  private static int closing(String text) {
    char open = text.charAt(0);
    char close = open == '{' ? '}' : ']';
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == open ? 1 : c == close ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("A dial string without closing " + close + ": " + text);
  }

  private static List<String> assignments(String text) {
    char delimiter = ',';
    String list = text;
    if (list.startsWith("^^") && list.length() > 2) {
      delimiter = list.charAt(2);
      list = list.substring(3);
    }
    List<String> found = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '\\' && i + 1 < list.length()) {
        current.append(unescaped(list.charAt(++i), delimiter));
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        found.add(withoutSpaces(current.toString()));
        current.setLength(0);
      } else {
        current.append(c);
      }
    }
    found.add(withoutSpaces(current.toString()));
    return found;
  }

  /** Only blanks are trimmed: a value may well end with a line break, as SDP does. */
  private static String withoutSpaces(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && value.charAt(from) == ' ') {
      from++;
    }
    while (to > from && value.charAt(to - 1) == ' ') {
      to--;
    }
    return value.substring(from, to);
  }

  private static String unescaped(char c, char delimiter) {
    return switch (c) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 's' -> " ";
      case '\'', '"', '\\' -> String.valueOf(c);
      default -> c == delimiter ? String.valueOf(c) : "\\" + c;
    };
  }
}
