package io.strowger.transcoder.adapter.codec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * opencore-amr's wideband decoder ({@code dec_if.h}) and VisualOn's encoder ({@code enc_if.h}). Its
 * functions are constants, so that the compiler calls them directly.
 */
final class WidebandFunctions implements CodecFunctions {
  private static final FunctionDescriptor INIT_DESCRIPTOR =
      FunctionDescriptor.of(ValueLayout.ADDRESS);
  private static final MethodHandle INIT_DECODER =
      NativeLibrary.AMR_WB_DECODER.function("D_IF_init", INIT_DESCRIPTOR);
  private static final MethodHandle DECODE =
      NativeLibrary.AMR_WB_DECODER.function("D_IF_decode", DECODE_DESCRIPTOR);
  private static final MethodHandle EXIT_DECODER =
      NativeLibrary.AMR_WB_DECODER.function("D_IF_exit", EXIT_DESCRIPTOR);
  private static final MethodHandle INIT_ENCODER =
      NativeLibrary.AMR_WB_ENCODER.function("E_IF_init", INIT_DESCRIPTOR);
  private static final MethodHandle ENCODE =
      NativeLibrary.AMR_WB_ENCODER.function("E_IF_encode", ENCODE_DESCRIPTOR);
  private static final MethodHandle EXIT_ENCODER =
      NativeLibrary.AMR_WB_ENCODER.function("E_IF_exit", EXIT_DESCRIPTOR);

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
    return (MemorySegment) INIT_ENCODER.invokeExact();
  }

  @Override
  public int encode(long state, int mode, long samples, long frame, boolean discontinuous)
      throws Throwable {
    return (int) ENCODE.invokeExact(state, mode, samples, frame, discontinuous ? 1 : 0);
  }

  @Override
  public void exitEncoder(MemorySegment state) throws Throwable {
    EXIT_ENCODER.invokeExact(state);
  }
}
