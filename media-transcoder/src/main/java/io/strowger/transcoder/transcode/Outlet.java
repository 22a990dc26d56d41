package io.strowger.transcoder.transcode;

import io.strowger.transcoder.amr.AmrFrames;

/** Makes packets of one side's codec, of samples or of frames that need no codec. */
interface Outlet extends AutoCloseable {
  /** The rate of the samples that it takes, in Hz; also its RTP clock. */
  int sampleRate();

  /** Takes the next samples. */
  void samples(short[] samples, int count);

  /** Takes the next frame as it is; only an outlet of the same AMR does. */
  void frame(AmrFrames frames, int index);

  /** Passes on a mode request that came with such frames. */
  void request(int mode);

  /** Lets time pass, in samples: what waits is sent, and a talk spurt begins after it. */
  void skip(int samples);

  /** Frees its codec. */
  @Override
  void close();
}
