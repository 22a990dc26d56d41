package io.strowger.transcoder.jitter;

/**
 * How long missing packets are waited for, in nanoseconds: longer once they were found to be late
 * only, then shorter again with every packet that came in its turn.
 */
final class Patience {
  private static final long MILLI = 1_000_000;
  private static final long SHORTEST_FOR_GAP = 10 * MILLI;
  private static final long LONGEST_FOR_GAP = 60 * MILLI;
  private static final long SHORTEST_FOR_STALL = 40 * MILLI;
  private static final long LONGEST_FOR_STALL = 200 * MILLI;
  private static final long TO_SPARE = 20 * MILLI;

  private long forGap = SHORTEST_FOR_GAP;
  private long forStall = SHORTEST_FOR_STALL;

  /** For packets that later ones have overtaken. */
  long forGap() {
    return forGap;
  }

  /** For a sender from which nothing comes. */
  long forStall() {
    return forStall;
  }

  /** A packet came after its gap was given up. */
  void overtaken() {
    forGap = Math.min(LONGEST_FOR_GAP, 2 * forGap);
  }

  /** Speech came that was made up for already, by so much too late. */
  void late(long nanos) {
    forStall = Math.clamp(nanos + TO_SPARE, forStall, LONGEST_FOR_STALL);
  }

  /** A packet came in its turn. */
  void relax() {
    forGap = Math.max(SHORTEST_FOR_GAP, forGap - forGap / 512);
    forStall = Math.max(SHORTEST_FOR_STALL, forStall - forStall / 512);
  }
}
