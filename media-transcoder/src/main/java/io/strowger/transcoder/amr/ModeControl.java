package io.strowger.transcoder.amr;

import java.util.Arrays;

/**
 * The mode of each frame sent to a peer: the best allowed, or what the peer asks for, within its
 * mode-set, at its change period and by neighbours only where it says so.
 */
public final class ModeControl {
  private final int best;
  private final int[] allowed;
  private final int period;
  private final boolean neighborOnly;
  private int current;
  private int wanted;
  private long frames;

  /** Begins with the best mode allowed. */
  public ModeControl(AmrKind kind, ModeRules rules) {
    this.best = kind.bestMode();
    this.allowed = rules.modes().stream().mapToInt(Integer::intValue).sorted().toArray();
    this.period = rules.changePeriod();
    this.neighborOnly = rules.neighborOnly();
    this.current = allowed.length - 1;
    this.wanted = current;
  }

  /**
   * Takes a mode request (CMR), in force until the next. One that is no mode of the set is met by
   * the best mode below it; {@link AmrFrames#NO_REQUEST} takes an earlier one back.
   *
   * @param mode as received; other values than modes and NO_REQUEST are passed over (RFC 4867,
   *     4.3.1)
   */
  public void request(int mode) {
    if (mode == AmrFrames.NO_REQUEST) {
      wanted = allowed.length - 1;
    } else if (isRequest(mode)) {
      wanted = within(mode);
    }
  }

  /** The mode of the next frame; called once for each. */
  public int next() {
    if (wanted != current && frames % period == 0) {
      current = neighborOnly ? current + Integer.signum(wanted - current) : wanted;
    }
    frames++;
    return allowed[current];
  }

  /** True for what a mode request may be: a mode of the codec, or {@link AmrFrames#NO_REQUEST}. */
  public boolean isRequest(int mode) {
    return mode <= best || mode == AmrFrames.NO_REQUEST;
  }

  /** Of the allowed modes, the one to pass on for a request, such as the other side's. */
  public int nearest(int mode) {
    return mode > best ? AmrFrames.NO_REQUEST : allowed[within(mode)];
  }

  private int within(int mode) {
    int at = Arrays.binarySearch(allowed, mode);
    return at >= 0 ? at : Math.max(0, -at - 2);
  }
}
