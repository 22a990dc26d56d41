package io.strowger.transcoder.amr;

import java.util.OptionalInt;
import java.util.Set;

/**
 * In which modes a side may be sent speech, and how they may change (RFC 4867, section 8.1).
 *
 * @param modes the {@code mode-set}; all modes of the codec when the peer named none
 * @param changePeriod {@code mode-change-period}: 1, or 2 to change at every second frame only
 * @param neighborOnly {@code mode-change-neighbor}: to the next mode of the set only
 * @param request the mode that we ask of the peer, in every packet; empty to ask for none
 */
public record ModeRules(
    Set<Integer> modes, int changePeriod, boolean neighborOnly, OptionalInt request) {

  /** Refuses an empty set, modes beyond 8, and periods other than 1 and 2. */
  public ModeRules {
    modes = Set.copyOf(modes);
    if (modes.isEmpty() || modes.stream().anyMatch(mode -> mode < 0 || mode > 8)) {
      throw new IllegalArgumentException("no set of AMR modes: " + modes);
    }
    if (changePeriod != 1 && changePeriod != 2) {
      throw new IllegalArgumentException("no mode-change-period: " + changePeriod);
    }
  }

  /** Every mode, changed at any time. */
  public static ModeRules any(AmrKind kind) {
    return of(kind.modes());
  }

  /** These modes, changed at any time. */
  public static ModeRules of(Set<Integer> modes) {
    return new ModeRules(modes, 1, false, OptionalInt.empty());
  }
}
