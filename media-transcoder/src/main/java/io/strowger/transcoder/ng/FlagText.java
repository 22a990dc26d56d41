package io.strowger.transcoder.ng;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flags in one text, which a proxy passes on as its script has them. */
final class FlagText {
  private static final Pattern WORD = Pattern.compile("([^\\s\\[\\]]*)=\\[|]|[^\\s\\[\\]]+");

  /** Deeper ones are read as of this depth: nobody nests so deep, but to fill our memory. */
  private static final int DEEPEST = 8;

  private FlagText() {}

  /**
   * The single flags. What stands in brackets is taken apart: {@code codec=[mask=[AMR AMR-WB]]} are
   * {@code codec-mask-AMR} and {@code codec-mask-AMR-WB}.
   */
  static List<String> read(String text) {
    List<String> flags = new ArrayList<>();
    Deque<String> within = new ArrayDeque<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String prefix = within.isEmpty() ? "" : within.element();
      if (word.group(1) != null) {
        within.push(within.size() < DEEPEST ? prefix + word.group(1) + "-" : prefix);
      } else if (!word.group().equals("]")) {
        flags.add(prefix + word.group());
      } else if (!within.isEmpty()) {
        within.pop();
      }
    }
    return List.copyOf(flags);
  }
}
