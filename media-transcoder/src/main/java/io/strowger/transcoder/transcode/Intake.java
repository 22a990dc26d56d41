package io.strowger.transcoder.transcode;

/** Makes speech of one side's packets, and of those that did not come. */
interface Intake extends AutoCloseable {
  /**
   * Takes a payload of its own codec.
   *
   * @return its duration in units of the RTP clock; 0 when it is none
   */
  int take(byte[] packet, int offset, int length);

  /** Makes up for so many units. */
  void fill(int units);

  /** True while comfort noise stands for the sender's speech. */
  boolean isPausing();

  /** Frames of 20 ms made up for lost or damaged ones. */
  long concealed();

  /** Frees its codec. */
  @Override
  void close();
}
