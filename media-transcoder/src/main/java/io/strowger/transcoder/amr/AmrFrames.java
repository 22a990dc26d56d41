package io.strowger.transcoder.amr;

/**
 * The frames of one packet, 20 ms after one another, and its mode request. Filled again and again.
 */
public final class AmrFrames {
  /** The most frames of a packet: 240 ms. */
  public static final int MOST = 12;

  /** No mode is asked for. */
  public static final int NO_REQUEST = 15;

  private final int[] types = new int[MOST];
  private final boolean[] good = new boolean[MOST];
  private final byte[][] speech = new byte[MOST][AmrKind.MOST_OCTETS + 1];
  private int count;
  private int modeRequest = NO_REQUEST;

  /** Empties it, with no mode asked for. */
  public void clear() {
    count = 0;
    modeRequest = NO_REQUEST;
  }

  /**
   * Adds a frame, to be given its octets through {@link #speech}.
   *
   * @param isGood the Q bit: false for a frame damaged on its way
   * @return its index
   */
  public int add(int type, boolean isGood) {
    types[count] = type;
    good[count] = isGood;
    return count++;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** True when no more can be added. */
  public boolean isFull() {
    return count == MOST;
  }

  /** A frame's type. */
  public int type(int index) {
    return types[index];
  }

  /** A frame's Q bit. */
  public boolean isGood(int index) {
    return good[index];
  }

  /** A frame's octets, from the first on; those of the next frame after the next {@link #clear}. */
  public byte[] speech(int index) {
    return speech[index];
  }

  /** The mode asked for: of the codec, or {@link #NO_REQUEST}. */
  public int modeRequest() {
    return modeRequest;
  }

  /** Asks for a mode. */
  public void request(int mode) {
    modeRequest = mode;
  }
}
