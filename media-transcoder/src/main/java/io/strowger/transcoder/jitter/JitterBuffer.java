package io.strowger.transcoder.jitter;

import io.strowger.transcoder.jitter.PacketRing.Slot;
import io.strowger.transcoder.rtp.RtpView;

/**
 * One received stream, put in order and in time.
 *
 * <p>A packet in its turn is heard at once; under {@link Timing#EVENLY}, and while packets do not
 * come evenly, it is held back by as much as nearly all of them need. A gap in the numbers waits a
 * little for packets that were overtaken; then what is lost is made up for. Pauses are filled 20 ms
 * at a time.
 */
public final class JitterBuffer {
  private static final long SECOND = 1_000_000_000;
  private static final int FRAMES_A_SECOND = 50;
  private static final int MOST_JUMP = 3_000;
  private static final int OLD_IN_A_ROW = 12;
  private static final int MOST_CONCEALED_MILLIS = 200;
  private static final int MOST_PAUSE_MILLIS = 2_000;

  private final Playout playout;
  private final int clockRate;
  private final ArrivalClock clock;
  private final Patience patience = new Patience();
  private final PacketRing ring = new PacketRing();
  private final Playout.Heading heading = new Playout.Heading();
  private boolean begun;
  private int ssrc;
  private int nextSequence;
  private int nextTimestamp;
  private long nextMedia;
  private long heardBefore;
  private long heardUntil;
  private long gapSince;
  private boolean lossBefore;
  private boolean awaiting;
  private int filled;
  private int oldInARow;
  private long discarded;

  /** A stream of this RTP clock, in Hz. */
  public JitterBuffer(Playout playout, int clockRate, Timing timing) {
    this.playout = playout;
    this.clockRate = clockRate;
    this.clock = new ArrivalClock(timing);
  }

  /**
   * Takes a packet.
   *
   * @param timed false for one whose timestamp is not its own time, such as an event that goes on
   */
  public void take(RtpView packet, boolean timed, long nowNanos) {
    int ahead = (short) (packet.sequence() - nextSequence);
    if (isAnother(packet, ahead) || timed && ahead >= 0 && leaps(packet.timestamp(), nowNanos)) {
      begin(packet, nowNanos);
      ahead = 0;
    }
    if (ahead < 0) {
      old(packet, -ahead, timed, nowNanos);
      return;
    }
    if (timed) {
      clock.arrived(media(packet.timestamp()), nowNanos);
    }
    if (ahead == 0 && ring.isEmpty() && (!timed || isDue(packet.timestamp(), nowNanos))) {
      heading.set(packet.payloadType(), packet.marker(), packet.timestamp());
      play(packet.octets(), packet.payloadOffset(), packet.payloadLength(), timed, nowNanos);
    } else {
      hold(packet, ahead, timed, nowNanos);
    }
    advance(nowNanos);
  }

  /** Does what is due. */
  public void advance(long nowNanos) {
    boolean moved = begun;
    while (moved) {
      moved = ring.isEmpty() ? makeUp(nowNanos) : playHeld(nowNanos);
    }
  }

  /**
   * When there is something to do at the latest; {@link Long#MAX_VALUE} when only packets matter.
   */
  public long nextAt() {
    if (!begun) {
      return Long.MAX_VALUE;
    }
    if (ring.isEmpty()) {
      return isFilling() ? clock.dueAt(nextMedia) + patience.forStall() : Long.MAX_VALUE;
    }
    Slot slot = ring.get(nextSequence);
    return slot == null ? gapSince + patience.forGap() : dueAt(slot);
  }

  /** Forgets the stream; the next packet begins another. */
  public void restart() {
    ring.clear();
    begun = false;
  }

  /** The sender's time that comes next, in units of its clock. */
  public int nextTimestamp() {
    return nextTimestamp;
  }

  /** By how much packets are held back now. */
  public double holdMillis() {
    return clock.holdNanos() / 1e6;
  }

  /** Packets that came too late or twice. */
  public long discarded() {
    return discarded;
  }

  private boolean isAnother(RtpView packet, int ahead) {
    return !begun || packet.ssrc() != ssrc || Math.abs(ahead) > MOST_JUMP;
  }

  /**
   * True for a later packet of a time long before what was heard, or sooner than can have come: its
   * sender's clock began anew. One that comes late only was delayed, and keeps its time.
   */
  private boolean leaps(int timestamp, long nowNanos) {
    int behind = nextTimestamp - filled - timestamp;
    return behind > clockRate || clock.earliness(media(timestamp), nowNanos) > SECOND;
  }

  private void begin(RtpView packet, long nowNanos) {
    if (begun) {
      ring.clear();
      long frames = (nowNanos - heardUntil) * FRAMES_A_SECOND / SECOND;
      long units = frames * clockRate / FRAMES_A_SECOND;
      if (units > 0 && units < Integer.MAX_VALUE) {
        playout.skip((int) units);
      }
    }
    begun = true;
    heardUntil = nowNanos;
    ssrc = packet.ssrc();
    nextSequence = packet.sequence();
    anchor(packet.timestamp());
    heardBefore = 0;
    lossBefore = false;
    oldInARow = 0;
  }

  private void anchor(int timestamp) {
    clock.reset();
    nextTimestamp = timestamp;
    nextMedia = 0;
    filled = 0;
  }

  private void old(RtpView packet, int behind, boolean timed, long nowNanos) {
    discarded++;
    boolean twice = behind <= Long.SIZE && (heardBefore >>> (behind - 1) & 1) == 1;
    if (!twice) {
      patience.overtaken();
      if (++oldInARow >= OLD_IN_A_ROW) {
        begin(packet, nowNanos);
        take(packet, timed, nowNanos);
      }
    }
  }

  private void hold(RtpView packet, int ahead, boolean timed, long nowNanos) {
    if (ring.isEmpty() && ahead > 0) {
      gapSince = nowNanos;
    }
    while (ahead >= PacketRing.SLOTS) { // what waits is heard now, the rest given up
      giveUpGap(ahead);
      playAllInTurn(nowNanos);
      ahead = (short) (packet.sequence() - nextSequence);
    }
    if (!ring.keep(packet, timed)) {
      discarded++;
    }
  }

  private boolean playHeld(long nowNanos) {
    Slot slot = ring.get(nextSequence);
    if (slot != null) {
      return nowNanos >= dueAt(slot) && playSlot(slot, nowNanos);
    }
    if (nowNanos < gapSince + patience.forGap() && !ring.isNearlyFull()) {
      return false;
    }
    giveUpGap(PacketRing.SLOTS);
    gapSince = nowNanos;
    return true;
  }

  private void playAllInTurn(long nowNanos) {
    Slot slot = ring.get(nextSequence);
    while (slot != null) {
      playSlot(slot, nowNanos);
      slot = ring.get(nextSequence);
    }
  }

  private boolean playSlot(Slot slot, long nowNanos) {
    ring.free(slot);
    gapSince = nowNanos;
    heading.set(slot.payloadType(), slot.marker(), slot.timestamp());
    play(slot.payload(), 0, slot.length(), slot.timed(), nowNanos);
    return true;
  }

  private void giveUpGap(int most) {
    for (int i = 0; i < most && ring.get(nextSequence) == null; i++) {
      nextSequence = nextSequence + 1 & 0xFFFF;
      heardBefore <<= 1;
      lossBefore = true;
    }
  }

  private void play(byte[] packet, int offset, int length, boolean timed, long nowNanos) {
    nextSequence = nextSequence + 1 & 0xFFFF;
    heardBefore = heardBefore << 1 | 1;
    if (timed && isLate(nowNanos)) {
      discarded++;
      return;
    }
    oldInARow = 0;
    if (timed) {
      bridge(heading.timestamp() - nextTimestamp);
    }
    int duration = playout.play(packet, offset, length, heading);
    if (timed && duration > 0) {
      move(duration);
      heardUntil = nowNanos + nanos(duration);
      filled = 0;
      patience.relax();
    }
    awaiting = timed;
    lossBefore = false;
  }

  /** True for speech that was made up for already; a timeline that stays behind is taken over. */
  private boolean isLate(long nowNanos) {
    int behind = nextTimestamp - heading.timestamp();
    if (behind <= 0) {
      return false;
    }
    if (behind > clockRate || ++oldInARow >= OLD_IN_A_ROW) {
      anchor(heading.timestamp());
      clock.arrived(nextMedia, nowNanos);
      return false;
    }
    long late = nowNanos - clock.dueAt(media(heading.timestamp()));
    patience.late(late);
    return true;
  }

  private void bridge(int gap) {
    if (gap <= 0) {
      return;
    }
    int fill = Math.max(0, Math.min(gap, mostToFill() - filled));
    if (fill > 0) {
      playout.fill(fill);
    }
    if (gap > fill) {
      playout.skip(gap - fill);
    }
    move(gap);
  }

  /** Nothing is made up for what an event stood in for: its hearer has heard that. */
  private int mostToFill() {
    if (!awaiting) {
      return 0;
    }
    int millis = playout.isPausing() ? MOST_PAUSE_MILLIS : lossBefore ? MOST_CONCEALED_MILLIS : 0;
    return millis * clockRate / 1000;
  }

  /**
   * Goes on with comfort noise. Speech that does not come is not made up for before a later packet
   * tells that it is lost: it may be late only, and its hearer knows what to do until then.
   */
  private boolean makeUp(long nowNanos) {
    if (!isFilling() || nowNanos < clock.dueAt(nextMedia) + patience.forStall()) {
      return false;
    }
    int frame = clockRate / FRAMES_A_SECOND;
    if (filled + frame > MOST_PAUSE_MILLIS * clockRate / 1000) {
      awaiting = false;
      return false;
    }
    playout.fill(frame);
    filled += frame;
    move(frame);
    heardUntil += nanos(frame);
    return true;
  }

  private boolean isFilling() {
    return awaiting && playout.isPausing();
  }

  private void move(int units) {
    nextTimestamp += units;
    nextMedia += nanos(units);
  }

  private long media(int timestamp) {
    return nextMedia + nanos(timestamp - nextTimestamp);
  }

  private long nanos(int units) {
    return units * SECOND / clockRate;
  }

  private boolean isDue(int timestamp, long nowNanos) {
    return clock.holdNanos() == 0 || nowNanos >= clock.dueAt(media(timestamp));
  }

  private long dueAt(Slot slot) {
    boolean held = slot.timed() && clock.holdNanos() > 0;
    return held ? clock.dueAt(media(slot.timestamp())) : Long.MIN_VALUE;
  }
}
