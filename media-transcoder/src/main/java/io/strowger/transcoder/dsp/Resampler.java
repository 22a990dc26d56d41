package io.strowger.transcoder.dsp;

/** Speech of one rate to another, block by block; keeps what it needs of the blocks before. */
public interface Resampler {
  /** The most samples of a block, at the lower rate: 20 ms. */
  int MOST = 160;

  /**
   * The next block.
   *
   * @param count samples of the block; even, and at most {@link #MOST} at the lower rate
   * @return samples written to {@code out}
   */
  int resample(short[] in, int count, short[] out);

  /** Between two rates of 8000 and 16000 Hz; samples pass as they are when both are the same. */
  static Resampler between(int fromHertz, int toHertz) {
    if (fromHertz == toHertz) {
      return (in, count, out) -> {
        System.arraycopy(in, 0, out, 0, count);
        return count;
      };
    }
    return fromHertz < toHertz ? new Doubling() : new Halving();
  }
}
