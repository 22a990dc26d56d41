package io.strowger.contracts.transcoding;

import org.jspecify.annotations.Nullable;

/**
 * Where a relay is.
 *
 * @param mediaAddress told to both legs, or to the caller alone: an IPv4 or IPv6 address
 * @param callerPort where the caller sends RTP to, even
 * @param trunkPort where the trunk sends RTP to, even
 * @param trunkAddress told to the trunk, where that is another one; absent where it is the same
 */
public record RelayPlace(
    String mediaAddress, int callerPort, int trunkPort, @Nullable String trunkAddress) {
  /** At one address. */
  public RelayPlace(String mediaAddress, int callerPort, int trunkPort) {
    this(mediaAddress, callerPort, trunkPort, null);
  }

  /** Where the trunk sends RTP to. */
  public String addressOfTrunk() {
    return trunkAddress == null ? mediaAddress : trunkAddress;
  }
}
