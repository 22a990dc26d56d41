package io.strowger.transcoder.transcode;

/** Hears samples at the rate of the codec that they come from. */
@FunctionalInterface
interface SpeechSink {
  /** The next samples, at most 20 ms; changed at will, and used again after the call. */
  void samples(short[] samples, int count);
}
