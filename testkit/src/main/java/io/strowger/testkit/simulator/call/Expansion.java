package io.strowger.testkit.simulator.call;

import io.strowger.testkit.simulator.channel.Variables;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${name}} by a leg's variable, as FreeSWITCH does with every application's
 * argument.
 */
final class Expansion {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  private Expansion() {}

  static String of(String text, Variables variables) {
    if (text.indexOf("${") < 0) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.replaceAll(match -> Matcher.quoteReplacement(variables.get(match.group(1))));
  }
}
