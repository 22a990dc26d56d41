package io.strowger.transcoder.ng;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Branches of a call, where the proxy names them.
 *
 * @param offered that were offered the call and not given up since
 * @param someGivenUp true when one was given up since the last was offered the call
 */
record Branches(Set<String> offered, boolean someGivenUp) {
  static final Branches NONE = new Branches(Set.of(), false);

  /** How many are told apart; a delete of any beyond them is one of the call. */
  private static final int MOST = 64;

  Branches {
    offered = Set.copyOf(offered);
  }

  Branches with(String branch) {
    if (offered.size() == MOST) {
      return this;
    }
    Set<String> more = new HashSet<>(offered);
    more.add(branch);
    return new Branches(more, false);
  }

  /** None when it was the last one, or is not known. */
  Branches without(@Nullable String branch) {
    Set<String> others = new HashSet<>(offered);
    return others.remove(branch) ? new Branches(others, true) : NONE;
  }
}
