package io.strowger.gateway.inventory;

import io.strowger.contracts.switches.SwitchInventory.Codec;
import io.strowger.contracts.switches.SwitchInventory.CodecKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells codecs that a switch can encode from those that it only passes on. mod_amr is built without
 * its library as well and then names its codecs just the same, but it has no {@code amr_debug}
 * ({@code mod_amr.c}).
 */
final class CodecKinds {
  private static final String AMR = "mod_amr";
  private static final String AMR_OF_A_LIBRARY = "amr_debug";
  private static final String WIDE_AMR = "mod_amrwb";
  private static final String WIDE_AMR_OF_A_LIBRARY = "amrwb_debug";
  private static final Set<String> PASSING =
      Set.of("mod_g729", "mod_g723_1", "mod_h26x", "mod_b64", "mod_mp4v");
  private static final Set<String> CARDS = Set.of("mod_sangoma_codec", "mod_dahdi_codec");

  private CodecKinds() {}

  static boolean needsApiNames(List<Map<String, String>> codecs) {
    return codecs.stream().map(CodecKinds::module).anyMatch(Set.of(AMR, WIDE_AMR)::contains);
  }

  static List<Codec> of(List<Map<String, String>> codecs, List<Map<String, String>> apis) {
    Set<String> names =
        Set.copyOf(apis.stream().map(row -> row.getOrDefault("name", "")).distinct().toList());
    return codecs.stream()
        .filter(row -> row.containsKey("name"))
        .map(row -> new Codec(row.getOrDefault("name", ""), kind(row, names), module(row)))
        .toList();
  }

  private static CodecKind kind(Map<String, String> row, Set<String> apis) {
    String module = module(row);
    if (CARDS.contains(module)) {
      return CodecKind.HARDWARE;
    }
    boolean passes =
        PASSING.contains(module)
            || row.getOrDefault("name", "").contains("PASS-THROUGH")
            || module.equals(AMR) && !apis.contains(AMR_OF_A_LIBRARY)
            || module.equals(WIDE_AMR) && !apis.contains(WIDE_AMR_OF_A_LIBRARY);
    return passes ? CodecKind.PASSTHROUGH : CodecKind.REAL;
  }

  private static String module(Map<String, String> row) {
    return row.getOrDefault("ikey", "");
  }
}
