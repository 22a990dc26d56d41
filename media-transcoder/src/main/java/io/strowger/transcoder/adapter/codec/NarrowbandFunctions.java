package io.strowger.transcoder.adapter.codec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * opencore-amr's narrowband codec ({@code interf_enc.h}, {@code interf_dec.h}). Its functions are
 * constants, so that the compiler calls them directly.
 */
final class NarrowbandFunctions implements CodecFunctions {
  private static final MethodHandle INIT_DECODER =
      NativeLibrary.AMR.function(
          "Decoder_Interface_init", FunctionDescriptor.of(ValueLayout.ADDRESS));
  private static final MethodHandle DECODE =
      NativeLibrary.AMR.function("Decoder_Interface_Decode", DECODE_DESCRIPTOR);
  private static final MethodHandle EXIT_DECODER =
      NativeLibrary.AMR.function("Decoder_Interface_exit", EXIT_DESCRIPTOR);
  private static final MethodHandle INIT_ENCODER =
      NativeLibrary.AMR.function(
          "Encoder_Interface_init",
          FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  private static final MethodHandle ENCODE =
      NativeLibrary.AMR.function("Encoder_Interface_Encode", ENCODE_DESCRIPTOR);
  private static final MethodHandle EXIT_ENCODER =
      NativeLibrary.AMR.function("Encoder_Interface_exit", EXIT_DESCRIPTOR);

  @Override
  public MemorySegment initDecoder() throws Throwable {
    return (MemorySegment) INIT_DECODER.invokeExact();
  }

  @Override
  public void decode(long state, long frame, long samples) throws Throwable {
    DECODE.invokeExact(state, frame, samples, 0);
  }

  @Override
  public void exitDecoder(MemorySegment state) throws Throwable {
    EXIT_DECODER.invokeExact(state);
  }

  @Override
  public MemorySegment initEncoder(boolean discontinuous) throws Throwable {
    return (MemorySegment) INIT_ENCODER.invokeExact(discontinuous ? 1 : 0);
  }

  @Override
  public int encode(long state, int mode, long samples, long frame, boolean discontinuous)
      throws Throwable {
    return (int) ENCODE.invokeExact(state, mode, samples, frame, 0);
  }

  @Override
  public void exitEncoder(MemorySegment state) throws Throwable {
    EXIT_ENCODER.invokeExact(state);
  }
}
