package io.strowger.transcoder.sdp;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AMR as a caller wants it (RFC 4867, section 8.1).
 *
 * @param payloadType of the caller's choice
 * @param octetAligned false, bandwidth-efficient, unless {@code octet-align=1} says so
 * @param modes that may be sent, 0 to 7
 * @param modeSet as the caller wrote it; absent when it named none
 */
public record AmrFormat(
    int payloadType, boolean octetAligned, Set<Integer> modes, @Nullable String modeSet) {

  /** The best mode that may be sent. */
  public int bestMode() {
    return modes.stream().max(Integer::compare).orElseThrow();
  }
}
