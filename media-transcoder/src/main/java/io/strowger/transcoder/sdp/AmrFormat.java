package io.strowger.transcoder.sdp;

import io.strowger.transcoder.sdp.AudioOffer.Format;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * AMR as a caller wants it (RFC 4867, section 8.1).
 *
 * @param payloadType of the caller's choice
 * @param octetAligned false, bandwidth-efficient, unless {@code octet-align=1} says so
 * @param modes that may be sent, 0 to 7
 * @param modeSet as the caller wrote it, to be returned unmodified; absent when it named none
 */
public record AmrFormat(
    int payloadType, boolean octetAligned, Set<Integer> modes, @Nullable String modeSet) {
  private static final Set<Integer> ALL = Set.of(0, 1, 2, 3, 4, 5, 6, 7);

  /** The first AMR of an offer that can be served; empty when there is none. */
  public static Optional<AmrFormat> firstUsable(AudioOffer offer) {
    return offer.formats().stream()
        .filter(format -> isAmr(format.encoding()))
        .flatMap(format -> read(format).stream())
        .findFirst();
  }

  /** The best mode that may be sent. */
  public int bestMode() {
    return modes.stream().max(Integer::compare).orElseThrow();
  }

  private static boolean isAmr(String encoding) {
    return encoding.equals("AMR/8000") || encoding.equals("AMR/8000/1");
  }

  private static Optional<AmrFormat> read(Format format) {
    Map<String, String> parameters = parameters(format.parameters());
    boolean refused =
        isOne(parameters, "crc")
            || isOne(parameters, "robust-sorting")
            || parameters.containsKey("interleaving");
    String modeSet = parameters.get("mode-set");
    Optional<Set<Integer>> modes = modeSet == null ? Optional.of(ALL) : modes(modeSet);
    return refused
        ? Optional.empty()
        : modes.map(allowed ->
            new AmrFormat(
                format.payloadType(), isOne(parameters, "octet-align"), allowed, modeSet));
  }

  private static Optional<Set<Integer>> modes(String modeSet) {
    Set<Integer> modes = new TreeSet<>();
    for (String mode : modeSet.split(",")) {
      if (!mode.strip().matches("[0-7]")) {
        return Optional.empty();
      }
      modes.add(Integer.parseInt(mode.strip()));
    }
    return Optional.of(modes);
  }

  private static boolean isOne(Map<String, String> parameters, String name) {
    return "1".equals(parameters.get(name));
  }

  private static Map<String, String> parameters(@Nullable String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : text == null ? new String[0] : text.split(";")) {
      String[] pair = parameter.strip().split("=", 2);
      if (pair.length == 2) {
        parameters.put(pair[0].strip().toLowerCase(Locale.ROOT), pair[1].strip());
      }
    }
    return parameters;
  }
}
