package io.strowger.contracts.call;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A SIP response code (RFC 3261, section 21).
 *
 * @param code 100 to 699; anything else is refused with {@link IllegalArgumentException}
 */
public record SipStatus(@JsonValue int code) {
  /** Refuses what is no SIP response code. */
  @JsonCreator
  public SipStatus {
    if (code < 100 || code > 699) {
      throw new IllegalArgumentException("SIP status must be 100 to 699 but is " + code);
    }
  }
}
