package io.strowger.transcoder.adapter.recording;

import java.util.ArrayDeque;
import java.util.Deque;

/** What one side said and is not written yet: samples, in pieces as they came. */
final class Backlog {
  private final Deque<short[]> pieces = new ArrayDeque<>();
  private int takenOfFirst;
  private int size;

  void add(short[] piece) {
    pieces.add(piece);
    size += piece.length;
  }

  /** How many samples wait. */
  int size() {
    return size;
  }

  /** Takes so many samples; silence follows those that there are. */
  short[] take(int count) {
    short[] taken = new short[count];
    int at = 0;
    while (at < count && size > 0) {
      short[] first = pieces.element();
      int now = Math.min(count - at, first.length - takenOfFirst);
      System.arraycopy(first, takenOfFirst, taken, at, now);
      at += now;
      size -= now;
      takenOfFirst += now;
      if (takenOfFirst == first.length) {
        pieces.remove();
        takenOfFirst = 0;
      }
    }
    return taken;
  }
}
