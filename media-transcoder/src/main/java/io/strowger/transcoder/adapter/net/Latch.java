package io.strowger.transcoder.adapter.net;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is heard and sent to (symmetric RTP, RFC 4961): where its description said, until
 * its first packet tells where it really is. From then on only that source is heard.
 *
 * <p>A peer that moves, or a branch that is answered in place of another, does not fall silent at
 * the old place at once. So a description of another place begins a trial of three seconds:
 *
 * <ul>
 *   <li>the place that it names is taken by its first packet, whoever was heard until then;
 *   <li>another new source, such as that place behind NAT, is taken by its first packet, too, but
 *       gives way to the place named during the trial;
 *   <li>the old source is heard while no other is, and sent to besides the place named; it is taken
 *       again only after the trial; also then it gives way to the place named;
 *   <li>another new source that falls silent before it outlasted the trial gives way to the old
 *       one.
 * </ul>
 *
 * <p>What was heard before any place was known is an old source, too.
 *
 * <p>Time is given in monotonic nanoseconds.
 */
final class Latch {
  private static final long TRIAL_NANOS = 3_000_000_000L;
  private static final long SILENCE_NANOS = 500_000_000L;

  private @Nullable SocketAddress told;
  private @Nullable SocketAddress named;
  private @Nullable SocketAddress latched;
  private @Nullable SocketAddress awaited;
  private @Nullable SocketAddress left;
  private boolean leftIsHeard;
  private long triedSince;
  private long heardAt;

  /**
   * Goes by another description. One that names the same place as the last that named any changes
   * nothing; nor does one that names none, such as of hold.
   */
  void tell(@Nullable SocketAddress place, long nowNanos) {
    told = place;
    if (place == null || place.equals(named)) {
      return;
    }
    SocketAddress before = named;
    named = place;
    if (place.equals(latched)) {
      settle(place);
    } else if (before != null || latched != null || left != null) {
      boolean early = before == null && latched != null; // it may well be there
      leave(before);
      await(place, nowNanos);
      leftIsHeard = early;
    }
  }

  /** Lets another source be taken, once more. */
  void free(long nowNanos) {
    if (told == null) {
      named = null;
    }
    leave(left);
    leftIsHeard = false;
    awaited = told == null || told.equals(left) ? null : told;
    triedSince = nowNanos;
  }

  private void leave(@Nullable SocketAddress unheard) {
    if (latched != null) {
      left = latched;
    } else if (left == null) {
      left = unheard;
    }
    latched = null;
  }

  private void await(SocketAddress place, long nowNanos) {
    if (place.equals(left)) {
      left = null;
    }
    awaited = place;
    triedSince = nowNanos;
  }

  private void settle(SocketAddress source) {
    latched = source;
    awaited = null;
    left = null;
  }

  /** Where the peer is sent to; null when nobody knows. */
  @Nullable SocketAddress target() {
    return latched == null ? told : latched;
  }

  /** Where the peer is sent to as well: where it was, and goes on being heard; null for nowhere. */
  @Nullable SocketAddress besides(long nowNanos) {
    return latched == null && leftIsHeard && isOnTrial(nowNanos) ? left : null;
  }

  /** True once a source was taken. */
  boolean isFound() {
    return latched != null;
  }

  /** True for the source that was taken. */
  boolean isTaken(SocketAddress source) {
    return latched != null && latched.equals(source);
  }

  /** Whether what comes from there may be the peer's. */
  boolean mayCome(SocketAddress source, long nowNanos) {
    SocketAddress peer = latched;
    return peer == null
        || peer.equals(source)
        || source.equals(awaited) && (peer.equals(left) || isOnTrial(nowNanos))
        || source.equals(left) && nowNanos - heardAt >= SILENCE_NANOS;
  }

  /**
   * A valid packet came from there, where it may come from.
   *
   * @return true when the peer is sent to there from now on, and was not before
   */
  boolean heard(SocketAddress source, long nowNanos) {
    if (source.equals(latched)) {
      goesOn(source, nowNanos);
      return false;
    }
    boolean back = latched != null;
    if (source.equals(awaited)) {
      settle(source);
    } else if (source.equals(left) && isOnTrial(nowNanos)) {
      latched = null;
      leftIsHeard = true;
      return back;
    } else {
      latched = source;
    }
    heardAt = nowNanos;
    return true;
  }

  private void goesOn(SocketAddress source, long nowNanos) {
    heardAt = nowNanos;
    if (!source.equals(left) && !isOnTrial(nowNanos)) {
      left = null;
    }
  }

  private boolean isOnTrial(long nowNanos) {
    return nowNanos - triedSince < TRIAL_NANOS;
  }
}
