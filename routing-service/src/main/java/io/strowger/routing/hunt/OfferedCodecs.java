package io.strowger.routing.hunt;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The audio codecs of an SDP offer (RFC 8866), by name, without telephone-event and comfort noise.
 *
 * @param names upper-case, in the offer's order; empty when the offer has no audio that we can read
 */
record OfferedCodecs(Set<String> names) {
  // RFC 3551, section 6: payload types whose meaning needs no rtpmap.
  private static final Map<String, String> STATIC =
      Map.of(
          "0", "PCMU", "3", "GSM", "4", "G723", "8", "PCMA", "9", "G722", "15", "G728", "18",
          "G729");
  private static final Set<String> NO_CODECS = Set.of("TELEPHONE-EVENT", "CN");

  static OfferedCodecs of(@Nullable String sdp) {
    Map<String, String> named = new HashMap<>(STATIC);
    String[] payloads = {};
    boolean audio = false;
    for (String line : sdp == null ? new String[0] : sdp.split("\\r?\\n")) {
      if (line.startsWith("m=")) {
        audio = line.startsWith("m=audio ") && payloads.length == 0;
        payloads = audio ? line.split(" ") : payloads;
      } else if (audio && line.startsWith("a=rtpmap:")) {
        String[] map = line.substring("a=rtpmap:".length()).split(" ", 2);
        if (map.length == 2) {
          named.put(map[0], map[1].split("/")[0].toUpperCase(Locale.ROOT));
        }
      }
    }
    Set<String> names = new LinkedHashSet<>();
    for (int i = 3; i < payloads.length; i++) {
      String name = named.get(payloads[i]);
      if (name != null && !NO_CODECS.contains(name)) {
        names.add(name);
      }
    }
    return new OfferedCodecs(names);
  }
}
