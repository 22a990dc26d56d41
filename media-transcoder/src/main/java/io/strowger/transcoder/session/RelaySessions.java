package io.strowger.transcoder.session;

import io.strowger.transcoder.dsp.RingTone;
import java.util.List;
import java.util.Optional;

/**
 * The relay sessions of an instance: opened, changed and closed by control (Kafka, ng), served by
 * the media threads. Safe for use by many threads; each call returns when it has taken effect.
 *
 * <p>Packets are sent to where a side's SDP said until its first valid packet tells where the peer
 * really is; from then on only that source is heard, until {@link #allowRelatch} or an {@link
 * #update} that names another remote address, also the first one. Then the address named is
 * preferred to others, and the source heard until then is taken again only when it stays alone for
 * three seconds; both are sent to meanwhile. Each side is sent one SSRC all along.
 */
public interface RelaySessions {
  /**
   * Opens a session, or says why not. Side B may still be a guess, to be updated when it answers.
   *
   * @param families of the sides' addresses, which stay so
   */
  Opening open(SessionId id, SideDescription a, SideDescription b, Opening.Families families);

  /** The same with both sides at this instance's first address. */
  Opening open(SessionId id, SideDescription a, SideDescription b);

  /**
   * Opens a session at these ports, of this instance's range or beyond it: one that another
   * instance of the same address has lost. They being in use is {@code NO_PORT_FREE}.
   */
  Opening openAt(
      SessionId id,
      SideDescription a,
      SideDescription b,
      Opening.Families families,
      Opening.Ports ports);

  /**
   * Gives one side another description, such as that of its answer or re-offer. What stays the same
   * stays undisturbed; another codec begins anew; SSRC, sequence and port go on.
   *
   * @return false when there is no such session
   */
  boolean update(SessionId id, Side side, SideDescription description);

  /** A side's present description; empty when there is no such session. */
  Optional<SideDescription> description(SessionId id, Side side);

  /**
   * Lets a side's packets come from another source, once more.
   *
   * @return false when there is no such session
   */
  boolean allowRelatch(SessionId id, Side side);

  /**
   * Plays a tone to a side, until the other side's first packet, or {@link #stopTone}.
   *
   * @return false when there is no such session
   */
  boolean startTone(SessionId id, Side to, RingTone tone);

  /**
   * Ends a tone; nothing happens when none is played.
   *
   * @return false when there is no such session
   */
  boolean stopTone(SessionId id, Side to);

  /**
   * Lets a tap hear both sides, in place of an earlier one.
   *
   * @return false when there is no such session
   */
  boolean startTap(SessionId id, Tap tap);

  /**
   * Takes the tap off: it is not called after this returns.
   *
   * @return false when there is no such session
   */
  boolean stopTap(SessionId id);

  /** A session as it stands; empty when there is none. */
  Optional<SessionStatistics> statistics(SessionId id);

  /** Every session as it stands. */
  List<SessionStatistics> all();

  /** What this instance carries and could carry. */
  Capacity capacity();

  /**
   * Ends a session with BYE; its ports and codecs are free again.
   *
   * @return what it came to; empty when there is none
   */
  Optional<SessionStatistics> close(SessionId id);
}
