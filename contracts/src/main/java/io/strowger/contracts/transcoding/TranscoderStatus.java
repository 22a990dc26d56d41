package io.strowger.contracts.transcoding;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transcoder carries and could carry; compacted topic {@code transcoder-status}, key
 * transcoder. Told every two seconds: one not heard of for ten is taken for lost.
 *
 * @param transcoder the instance
 * @param startedAt when it started: its relays of an earlier start are lost
 * @param toldAt when this was so
 * @param mediaAddress told to callers and trunks
 * @param otherMediaAddress told to those of the other address family; absent where it has none
 * @param accepting false while it reads no requests, and while it shuts down
 * @param sessions open now
 * @param cores that serve media
 * @param headRoom the part of the admissible CPU load that is left, 0 to 1
 * @param portsFree pairs of ports that are free
 * @param codecs it speaks
 */
public record TranscoderStatus(
    String transcoder,
    Instant startedAt,
    Instant toldAt,
    String mediaAddress,
    @Nullable String otherMediaAddress,
    boolean accepting,
    int sessions,
    int cores,
    double headRoom,
    int portsFree,
    List<String> codecs) {

  /** True when it can be reached at this address. */
  public boolean isAt(String address) {
    return address.equals(mediaAddress) || address.equals(otherMediaAddress);
  }
}
