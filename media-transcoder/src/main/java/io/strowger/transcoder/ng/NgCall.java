package io.strowger.transcoder.ng;

import io.strowger.transcoder.ng.NgRequest.Dialogue;
import io.strowger.transcoder.session.SessionId;
import io.strowger.transcoder.session.Side;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of a SIP proxy.
 *
 * @param session its relay session
 * @param signalled when the proxy last said something of it
 * @param awaitedSince since when what is awaited of it is: that it is answered, by any branch or by
 *     those left, resumed, spoken in
 * @param a the first offerer
 * @param b the other party
 */
record NgCall(
    String callId,
    SessionId session,
    Instant created,
    Instant signalled,
    Instant awaitedSince,
    Branches branches,
    Party a,
    Party b) {
  Party party(Side side) {
    return side == Side.A ? a : b;
  }

  NgCall with(Side side, Party party, Instant now) {
    NgCall changed =
        new NgCall(
            callId,
            session,
            created,
            now,
            now,
            branches,
            side == Side.A ? party : a,
            side == Side.B ? party : b);
    boolean awaitsTheSame =
        changed.isOnHold() == isOnHold() && changed.isAnswered() == isAnswered();
    return awaitsTheSame ? changed.awaitedSince(awaitedSince) : changed;
  }

  private NgCall awaitedSince(Instant since) {
    return new NgCall(callId, session, created, signalled, since, branches, a, b);
  }

  private NgCall among(Branches others) {
    return new NgCall(callId, session, created, signalled, awaitedSince, others, a, b);
  }

  /** With what an offer says of branches: one more, unless it is within a dialogue. */
  NgCall branchingTo(Dialogue dialogue) {
    String branch = dialogue.branch();
    return branch == null || dialogue.toTag() != null ? this : among(branches.with(branch));
  }

  /** Without a branch; empty when the call is not to go on without it. */
  Optional<NgCall> without(Dialogue dialogue, Instant now) {
    boolean ofTheAnswerer = dialogue.toTag() != null && b.tag() != null;
    Branches others = branches.without(dialogue.branch());
    if (ofTheAnswerer || others.offered().isEmpty()) {
      return Optional.empty();
    }
    NgCall left = among(others);
    return Optional.of(isAnswered() ? left : left.awaitedSince(now));
  }

  /**
   * Whom an offer is for. One of the first offerer that names nobody is for another branch than the
   * one that answered, were it only with early media: nothing is known of that one.
   */
  Party offered(Side offerer, @Nullable String toTag) {
    return offerer == Side.A && toTag == null ? b.unheard() : party(offerer.other());
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

  /**
   * True for a request between the parties. Whoever has no tag yet may be any; a tag that is not
   * told is of no account, but of two that are told each must be a party's.
   */
  boolean isBetween(@Nullable String from, @Nullable String to) {
    return from == null && to == null || isBetween(a, from, b, to) || isBetween(a, to, b, from);
  }

  private static boolean isBetween(
      Party one, @Nullable String its, Party another, @Nullable String others) {
    return one.is(its) && another.mayBe(others) || another.is(others) && one.mayBe(its);
  }
}
