package io.strowger.transcoder.adapter.net;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When the sessions of one thread want to be looked at, in steps of 2 ms. A session waits in one
 * place at most; one that is looked at too early just waits again. Nothing is allocated.
 */
final class TimerWheel {
  static final int NOT_WAITING = -1;

  private static final long TICK_NANOS = 2_000_000;
  private static final int SLOTS = 512;
  private static final int BEHIND_TICKS = 8;

  private final @Nullable LiveSession[] slots = new @Nullable LiveSession[SLOTS];
  private long tick;
  private int waiting;

  TimerWheel(long nowNanos) {
    tick = nowNanos / TICK_NANOS;
  }

  /** Has a session looked at no later than then. */
  void schedule(LiveSession session, long atNanos) {
    long latest = tick + SLOTS - 1;
    long wanted = atNanos / TICK_NANOS + 1; // never early by a part of a step
    long at = Math.clamp(wanted, tick + 1, latest);
    if (session.timerSlot != NOT_WAITING) {
      if (session.timerTick <= at) {
        return;
      }
      remove(session);
    }
    int slot = (int) (at % SLOTS);
    LiveSession first = slots[slot];
    session.timerNext = first;
    session.timerPrevious = null;
    if (first != null) {
      first.timerPrevious = session;
    }
    slots[slot] = session;
    session.timerSlot = slot;
    session.timerTick = at;
    waiting++;
  }

  /** Forgets a session. */
  void remove(LiveSession session) {
    if (session.timerSlot == NOT_WAITING) {
      return;
    }
    LiveSession next = session.timerNext;
    LiveSession previous = session.timerPrevious;
    if (previous == null) {
      slots[session.timerSlot] = next;
    } else {
      previous.timerNext = next;
    }
    if (next != null) {
      next.timerPrevious = previous;
    }
    session.timerNext = null;
    session.timerPrevious = null;
    session.timerSlot = NOT_WAITING;
    waiting--;
  }

  /** Gives every session whose time has come; each may be scheduled again. */
  void fire(long nowNanos, Consumer<LiveSession> due) {
    long now = nowNanos / TICK_NANOS;
    if (waiting == 0) {
      tick = Math.max(tick, now);
    }
    while (tick < now) {
      tick++;
      int slot = (int) (tick % SLOTS);
      LiveSession session = slots[slot];
      while (session != null) {
        remove(session);
        due.accept(session);
        session = slots[slot];
      }
    }
  }

  /** True when it was not looked at for longer than a packet takes. */
  boolean isBehind(long nowNanos) {
    return waiting > 0 && nowNanos / TICK_NANOS - tick > BEHIND_TICKS;
  }

  /** Milliseconds until the next session's time; 0 for a wait without end, as none waits. */
  long millisToNext(long nowNanos) {
    if (waiting == 0) {
      return 0;
    }
    long at = tick + 1;
    while (slots[(int) (at % SLOTS)] == null) {
      at++;
    }
    return Math.max(1, (at * TICK_NANOS - nowNanos + 999_999) / 1_000_000);
  }
}
