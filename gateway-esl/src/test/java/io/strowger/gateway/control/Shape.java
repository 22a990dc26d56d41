package io.strowger.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.strowger.gateway.esl.EslRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what a hostile value made of a command with what a harmless one made of it: nothing may
 * differ but the value itself, and that must be no syntax where it stands.
 */
final class Shape {
  private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{Cntrl}'\"\\\\$|{}<>\\[\\]^]*");
  private static final Pattern UNESCAPED_COMMA = Pattern.compile("(?<!\\\\),");
  private static final Pattern DIALLING =
      Pattern.compile("originate |execute-app-name: (bridge|att_xfer)\n");

  /** It follows from the body. */
  private static final Pattern LENGTH = Pattern.compile("(?<=content-length: )\\d+");

  private Shape() {}

  static void assertSame(
      Field field, String hostile, List<EslRequest> harmless, List<EslRequest> made) {
    String what = field.name() + " <- '" + shown(hostile) + "'";
    boolean renewed = field.name().contains("replacesGroup");
    assertThat(made).as(what).hasSizeLessThanOrEqualTo(harmless.size());
    if (!renewed) {
      assertThat(made).as(what).hasSameSizeAs(harmless);
    }
    for (int i = 0; i < made.size(); i++) {
      compare(
          what,
          field.value(),
          harmless.get(i).text(),
          LENGTH.matcher(made.get(i).text()).replaceFirst(""));
    }
  }

  private static void compare(String what, String value, String before, String after) {
    boolean same = LENGTH.matcher(before).replaceFirst("").equals(after);
    boolean nothingStandsThere = before.replace(" " + value, "").equals(after);
    if (same || nothingStandsThere) {
      return;
    }
    Matcher made = shapeOf(before, value).matcher(after);
    assertThat(made.matches()).as("%s changes more: %s", what, shown(after)).isTrue();
    String filled = made.group(1);
    String line = before.substring(before.lastIndexOf('\n', before.indexOf(value)) + 1);
    boolean dialling = DIALLING.matcher(after).find() && !line.startsWith("event-uuid: ");
    if (dialling) {
      assertNoDialSyntax(what, filled);
    } else if (after.startsWith("api uuid_setvar ")) {
      assertThat(filled).as(what).doesNotContain("${").doesNotContainPattern("\\p{Cntrl}");
    } else if (after.startsWith("api status ")) {
      assertThat(filled).as(what).doesNotContainPattern("\\p{Cntrl}");
    } else {
      assertThat(filled).as(what).matches(ONE_WORD);
    }
  }

  /** The request with a gap, the same everywhere, where the value stands, quoted or not. */
  private static Pattern shapeOf(String request, String value) {
    StringBuilder shape = new StringBuilder();
    String length = LENGTH.matcher(request).replaceFirst("");
    int from = 0;
    int at = length.indexOf(value);
    while (at >= 0) {
      int end = at + value.length();
      boolean quoted =
          at > 0
              && length.charAt(at - 1) == '\''
              && end < length.length()
              && length.charAt(end) == '\'';
      shape.append(Pattern.quote(length.substring(from, quoted ? at - 1 : at)));
      shape.append(from == 0 ? "(.*)" : "\\1");
      from = quoted ? end + 1 : end;
      at = length.indexOf(value, from);
    }
    return Pattern.compile(shape + Pattern.quote(length.substring(from)), Pattern.DOTALL);
  }

  private static void assertNoDialSyntax(String what, String filled) {
    boolean quoted = filled.length() > 1 && filled.startsWith("'") && filled.endsWith("'");
    String bare = quoted ? filled.substring(1, filled.length() - 1) : filled;
    assertThat(bare)
        .as(what)
        .doesNotContain("{")
        .doesNotContain("}")
        .doesNotContain("|")
        .doesNotContain("'")
        .doesNotContain("$")
        .doesNotContain(":_:")
        .doesNotContain("\0");
    assertThat(UNESCAPED_COMMA.matcher(bare).find()).as(what).isFalse();
  }

  private static String shown(String text) {
    String cut = text.length() > 300 ? text.substring(0, 300) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
