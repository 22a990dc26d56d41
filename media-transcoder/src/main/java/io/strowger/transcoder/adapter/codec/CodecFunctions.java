package io.strowger.transcoder.adapter.codec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The functions that opencore-amr's and VisualOn's codecs share; whatever is thrown is a defect.
 */
interface CodecFunctions {
  /** State, frame with its header, samples, a flag that these libraries do not look at. */
  FunctionDescriptor DECODE_DESCRIPTOR =
      FunctionDescriptor.ofVoid(
          ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

  /** State, mode, samples, frame with its header, a flag; returns the frame's octets. */
  FunctionDescriptor ENCODE_DESCRIPTOR =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT);

  /** State. */
  FunctionDescriptor EXIT_DESCRIPTOR = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);

  MemorySegment initDecoder() throws Throwable;

  void decode(MemorySegment state, MemorySegment frame, MemorySegment samples) throws Throwable;

  void exitDecoder(MemorySegment state) throws Throwable;

  MemorySegment initEncoder(boolean discontinuous) throws Throwable;

  int encode(
      MemorySegment state,
      int mode,
      MemorySegment samples,
      MemorySegment frame,
      boolean discontinuous)
      throws Throwable;

  void exitEncoder(MemorySegment state) throws Throwable;
}
