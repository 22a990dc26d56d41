package io.strowger.routing.hunt;

import io.strowger.contracts.command.MediaPath;
import io.strowger.contracts.transcoding.AddressFamily;
import io.strowger.routing.carrier.EarlyMedia;
import io.strowger.routing.carrier.PlannedAttempt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which way an attempt's media must go.
 *
 * @param path through the switch, directly between the legs, or through a relay
 * @param trunkCodecs what the relay offers to the trunk; empty without a relay
 * @param trunkFamily of the relay's address towards the trunk; absent for its first
 */
record MediaNeed(MediaPath path, List<String> trunkCodecs, @Nullable AddressFamily trunkFamily) {
  /** What a stock FreeSWITCH cannot speak: legs that share it must hear each other directly. */
  private static final Set<String> UNKNOWN_TO_SWITCHES = Set.of("AMR", "AMR-WB", "EVS");

  private static final Set<String> RELAYED = Set.of("AMR", "AMR-WB", "PCMA", "PCMU");
  private static final List<String> ANY_TRUNK = List.of("PCMA", "PCMU");

  static MediaNeed of(Hunt hunt, PlannedAttempt planned) {
    Set<String> offered = OfferedCodecs.of(hunt.caller().offeredSdp()).names();
    Set<String> taken = new LinkedHashSet<>();
    planned.carrier().codecs().forEach(codec -> taken.add(codec.toUpperCase(Locale.ROOT)));
    if (!hunt.isBoundToRelay()) {
      if (offered.isEmpty() || sharedWithSwitch(offered, taken)) {
        return withoutRelay(MediaPath.SWITCH);
      }
      if (offered.stream().anyMatch(taken::contains)) {
        return withoutRelay(MediaPath.DIRECT);
      }
    }
    List<String> trunkCodecs =
        taken.isEmpty() ? ANY_TRUNK : taken.stream().filter(RELAYED::contains).toList();
    boolean helps = offered.stream().anyMatch(RELAYED::contains) && !trunkCodecs.isEmpty();
    return helps
        ? new MediaNeed(relayPath(planned), trunkCodecs, planned.carrier().addressFamily())
        : withoutRelay(MediaPath.SWITCH);
  }

  private static MediaNeed withoutRelay(MediaPath path) {
    return new MediaNeed(path, List.of(), null);
  }

  /** A carrier without a list takes what switches speak. */
  private static boolean sharedWithSwitch(Set<String> offered, Set<String> taken) {
    return offered.stream()
        .filter(codec -> !UNKNOWN_TO_SWITCHES.contains(codec))
        .anyMatch(codec -> taken.isEmpty() || taken.contains(codec));
  }

  private static MediaPath relayPath(PlannedAttempt planned) {
    return planned.carrier().earlyMedia() == EarlyMedia.NOT_HEARD
        ? MediaPath.RELAY
        : MediaPath.RELAY_WITH_EARLY_MEDIA;
  }

  boolean isRelayed() {
    return !trunkCodecs.isEmpty();
  }
}
