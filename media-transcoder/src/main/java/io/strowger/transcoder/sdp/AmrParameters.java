package io.strowger.transcoder.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a peer wants AMR or AMR-WB (RFC 4867, section 8).
 *
 * @param octetAligned false, bandwidth-efficient, unless {@code octet-align=1} says so
 * @param modes that may be sent: 0 to 7, of AMR-WB 0 to 8; all of them where no mode-set was given
 * @param changePeriod modes may change at every frame, 1, or at every second one, 2
 * @param changeToNeighbour true when a mode may change to the next one of the set only
 * @param answered the parameters to be answered: the peer's own, unmodified, without those that RFC
 *     4867 does not know (section 8.3.1); empty when there are none
 */
public record AmrParameters(
    boolean octetAligned,
    Set<Integer> modes,
    int changePeriod,
    boolean changeToNeighbour,
    String answered) {
  private static final Pattern MODES = Pattern.compile("[0-8](?: *+, *+[0-8])*+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

  /** What an {@code fmtp} turned out to be. */
  public sealed interface Reading {
    /** We can speak like this. */
    record Usable(AmrParameters parameters) implements Reading {}

    /** We cannot, or it cannot be read. */
    record Refused(String why) implements Reading {}
  }

  /** Reads the parameters of a format. */
  public static Reading read(@Nullable String fmtp, boolean wideband) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> known = new ArrayList<>();
    for (String written : fmtp == null ? new String[0] : fmtp.split(";")) {
      String parameter = written.strip();
      if (parameter.isEmpty()) {
        continue;
      }
      String[] pair = parameter.split("=", 2);
      String name = pair[0].strip().toLowerCase(Locale.ROOT);
      if (values.putIfAbsent(name, pair.length == 2 ? pair[1].strip() : "") != null) {
        return new Reading.Refused(name + " is given twice");
      }
      if (isKnown(name)) {
        known.add(parameter);
      }
    }
    try {
      return new Reading.Usable(parameters(values, wideband, String.join("; ", known)));
    } catch (IllegalArgumentException refused) {
      return new Reading.Refused(String.valueOf(refused.getMessage()));
    }
  }

  /** The highest mode that may be sent. */
  public int highestMode() {
    return modes.stream().max(Integer::compare).orElseThrow();
  }

  /** Every mode of the codec. */
  public static Set<Integer> allModes(boolean wideband) {
    return wideband ? Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8) : Set.of(0, 1, 2, 3, 4, 5, 6, 7);
  }

  private static boolean isKnown(String name) {
    return switch (name) {
      case "octet-align",
          "mode-set",
          "mode-change-period",
          "mode-change-capability",
          "mode-change-neighbor",
          "max-red",
          "crc",
          "robust-sorting" ->
          true;
      default -> false;
    };
  }

  private static AmrParameters parameters(
      Map<String, String> values, boolean wideband, String answered) {
    for (String feature : List.of("crc", "robust-sorting")) {
      if (oneOf(feature, values, "0", "0", "1").equals("1")) {
        throw new IllegalArgumentException(feature + " is not spoken");
      }
    }
    if (values.containsKey("interleaving")) {
      throw new IllegalArgumentException("interleaving is not spoken");
    }
    if (!NUMBER.matcher(values.getOrDefault("max-red", "0")).matches()) {
      throw new IllegalArgumentException("max-red is no number of milliseconds");
    }
    oneOf("mode-change-capability", values, "1", "1", "2");
    return new AmrParameters(
        oneOf("octet-align", values, "0", "0", "1").equals("1"),
        modes(values.get("mode-set"), wideband),
        Integer.parseInt(oneOf("mode-change-period", values, "1", "1", "2")),
        oneOf("mode-change-neighbor", values, "0", "0", "1").equals("1"),
        answered);
  }

  private static String oneOf(
      String name, Map<String, String> values, String otherwise, String first, String second) {
    String value = values.getOrDefault(name, otherwise);
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(name + " must be " + first + " or " + second);
    }
    return value;
  }

  private static Set<Integer> modes(@Nullable String modeSet, boolean wideband) {
    if (modeSet == null) {
      return allModes(wideband);
    }
    if (!MODES.matcher(modeSet).matches()) {
      throw new IllegalArgumentException("mode-set cannot be read");
    }
    Set<Integer> modes = new TreeSet<>();
    for (String mode : modeSet.split(",")) {
      modes.add(Integer.parseInt(mode.strip()));
    }
    if (!allModes(wideband).containsAll(modes)) {
      throw new IllegalArgumentException("mode-set names a mode that the codec does not have");
    }
    return Set.copyOf(modes);
  }
}
