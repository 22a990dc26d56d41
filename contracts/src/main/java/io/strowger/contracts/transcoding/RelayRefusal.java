package io.strowger.contracts.transcoding;

/** Why there is no relay for a call. */
public enum RelayRefusal {
  /** All ports or all CPU are in use. */
  NO_ROOM,
  /** The place of a relay to be restored is not this instance's, or is in use. */
  PLACE_NOT_FREE,
  /** The instance has no address of the family that the caller or the trunk is to be told. */
  NO_ADDRESS_OF_FAMILY,
  /** The caller's SDP cannot be read. */
  MALFORMED_SDP,
  /** The caller offers no AMR that this relay speaks. */
  NO_USABLE_CODEC,
  /** The trunk codec asked for is not one this relay speaks. */
  UNKNOWN_TRUNK_CODEC,
  /** The native codec library is not installed. */
  CODEC_LIBRARY_MISSING
}
