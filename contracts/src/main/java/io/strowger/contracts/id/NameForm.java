package io.strowger.contracts.id;

/**
 * What a name may look like: letters and digits of ASCII and some marks. A table rather than a
 * regular expression, because names are checked many times for each call.
 */
final class NameForm {
  private static final int ASCII = 128;

  private final String marks;
  private final int longest;
  private final boolean[] allowed = new boolean[ASCII];

  NameForm(String marks, int longest) {
    this.marks = marks;
    this.longest = longest;
    for (char c = 0; c < ASCII; c++) {
      allowed[c] =
          c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || marks.indexOf(c) >= 0;
    }
  }

  boolean fits(String name) {
    if (name.isEmpty() || name.length() > longest) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= ASCII || !allowed[c]) {
        return false;
      }
    }
    return true;
  }

  /** As a regular expression, for people. */
  @Override
  public String toString() {
    return "[A-Za-z0-9" + marks + "]{1," + longest + "}";
  }
}
