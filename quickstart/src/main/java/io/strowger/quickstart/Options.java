package io.strowger.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param data where everything is kept
 * @param demo whether a simulated switch places calls
 * @param switches real switches, each {@code name=host:port}
 * @param kafka bootstrap servers to use instead of the embedded broker
 * @param postgres JDBC URL to use instead of the embedded database
 */
public record Options(
    Path data,
    boolean demo,
    List<String> switches,
    @Nullable String kafka,
    @Nullable String postgres) {
  private static final Pattern SWITCH = Pattern.compile("[A-Za-z0-9_.-]{1,64}=[^=:,\\s]+:\\d{1,5}");
  private static final Pattern SERVERS =
      Pattern.compile("[^=,:\\s]+:\\d{1,5}(,[^=,:\\s]+:\\d{1,5})*");

  /**
   * Reads the command line.
   *
   * @param root the project's folder
   * @param from where the command was given: a directory that is relative is so to this one
   */
  public static Options parse(Path root, Path from, List<String> words) throws CannotStart {
    Path data = root.resolve(".strowger");
    boolean demo = true;
    List<String> switches = new ArrayList<>();
    String kafka = null;
    String postgres = null;
    for (int i = 0; i < words.size(); i++) {
      String option = words.get(i);
      switch (option) {
        case "--no-demo" -> demo = false;
        case "--switch" -> switches.add(value(words, ++i, option, SWITCH, "NAME=HOST:PORT"));
        case "--kafka" -> kafka = value(words, ++i, option, SERVERS, "HOST:PORT");
        case "--postgres" ->
            postgres =
                value(
                    words,
                    ++i,
                    option,
                    Pattern.compile("jdbc:postgresql://.+"),
                    "jdbc:postgresql://HOST:PORT/DATABASE");
        case "--data" ->
            data = from.resolve(value(words, ++i, option, Pattern.compile(".+"), "a directory"));
        default ->
            throw new CannotStart("there is no option '" + option + "'; see ./strowger help.");
      }
    }
    return new Options(
        data.toAbsolutePath().normalize(),
        demo && switches.isEmpty(),
        List.copyOf(switches),
        kafka,
        postgres);
  }

  private static String value(
      List<String> words, int at, String option, Pattern form, String described)
      throws CannotStart {
    if (at >= words.size() || !form.matcher(words.get(at)).matches()) {
      throw new CannotStart(option + " needs " + described + " after it.");
    }
    return words.get(at);
  }
}
