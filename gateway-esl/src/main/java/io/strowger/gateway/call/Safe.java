package io.strowger.gateway.call;

/** Which foreign text can be a name of ours. */
final class Safe {
  /** Marks allowed in a leg's UUID, beside letters and digits. */
  static final String LEG_EXTRAS = "_.-";

  /** Marks allowed in other names, beside letters and digits. */
  static final String NAME_EXTRAS = "_.@+-";

  private static final int MAX_NAME = 64;

  private Safe() {}

  static boolean isName(String value, String extras) {
    if (value.isEmpty() || value.length() > MAX_NAME) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i), extras)) {
        return false;
      }
    }
    return true;
  }

  /** The value with an underscore for each character that cannot be, cut to length. */
  static String asName(String value, String extras) {
    if (isName(value, extras)) {
      return value;
    }
    StringBuilder name = new StringBuilder(MAX_NAME);
    for (int i = 0; i < value.length() && i < MAX_NAME; i++) {
      name.append(isAllowed(value.charAt(i), extras) ? value.charAt(i) : '_');
    }
    return name.toString();
  }

  static boolean isDigits(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isAllowed(char c, String extras) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || extras.indexOf(c) >= 0;
  }
}
