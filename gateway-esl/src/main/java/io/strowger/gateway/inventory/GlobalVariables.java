package io.strowger.gateway.inventory;

import java.util.Map;
import java.util.TreeMap;

/** What {@code global_getvar} without a name says: {@code name=value}, one a line. */
final class GlobalVariables {
  private static final int MAX_VALUE = 1024;

  private GlobalVariables() {}

  static Map<String, String> in(String answer) {
    Map<String, String> variables = new TreeMap<>();
    if (!answer.startsWith("-")) {
      answer
          .lines()
          .filter(line -> line.indexOf('=') > 0)
          .forEach(line -> {
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1);
            variables.put(
                line.substring(0, equals),
                value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE));
          });
    }
    return variables;
  }

  /** Folders alone: other global variables may hold passwords. */
  static Map<String, String> folders(Map<String, String> variables) {
    Map<String, String> folders = new TreeMap<>();
    variables.forEach((name, value) -> {
      if (name.endsWith("_dir") && value.startsWith("/")) {
        folders.put(name, value);
      }
    });
    return folders;
  }
}
