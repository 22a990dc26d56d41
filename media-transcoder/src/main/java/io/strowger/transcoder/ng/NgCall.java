package io.strowger.transcoder.ng;

import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call of a SIP proxy.
 *
 * @param session its relay session
 * @param signalled when the proxy last said something of it
 * @param a the first offerer
 * @param b the other party
 */
record NgCall(
    String callId, SessionId session, Instant created, Instant signalled, Party a, Party b) {

  Party party(Side side) {
    return side == Side.A ? a : b;
  }

  NgCall with(Side side, Party party, Instant now) {
    return new NgCall(
        callId, session, created, now, side == Side.A ? party : a, side == Side.B ? party : b);
  }

  /** Which side a tag is; one that nobody has is the side's that was not heard of yet, or B. */
  Side sideOf(@Nullable String tag) {
    return a.is(tag) ? Side.A : Side.B;
  }

  boolean isOnHold() {
    return a.isHolding() || b.isHolding();
  }

  /** True once the other party has said how it speaks, be it for early media. */
  boolean isAnswered() {
    return b.said() != null;
  }

  boolean knows(@Nullable String tag) {
    return tag == null || a.is(tag) || b.is(tag);
  }
}
