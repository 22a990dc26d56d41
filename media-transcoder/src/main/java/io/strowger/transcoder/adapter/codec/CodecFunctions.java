package io.strowger.transcoder.adapter.codec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The functions that opencore-amr's and VisualOn's codecs share; whatever is thrown is a defect.
 * Those of every frame take addresses, so that no object but the codec itself is looked at.
 */
interface CodecFunctions {
  /** State, frame with its header, samples, a flag that these libraries do not look at. */
  FunctionDescriptor DECODE_DESCRIPTOR =
      FunctionDescriptor.ofVoid(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT);

  /** State, mode, samples, frame with its header, a flag; returns the frame's octets. */
  FunctionDescriptor ENCODE_DESCRIPTOR =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT);

  /** State. */
  FunctionDescriptor EXIT_DESCRIPTOR = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);

  MemorySegment initDecoder() throws Throwable;

  void decode(long state, long frame, long samples) throws Throwable;

  void exitDecoder(MemorySegment state) throws Throwable;

  MemorySegment initEncoder(boolean discontinuous) throws Throwable;

  int encode(long state, int mode, long samples, long frame, boolean discontinuous)
      throws Throwable;

  void exitEncoder(MemorySegment state) throws Throwable;
}
