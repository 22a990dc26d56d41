package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * AMR narrowband by opencore-amr ({@code interf_enc.h}, {@code interf_dec.h}), Debian's {@code
 * libopencore-amrnb0}. Encoders and decoders belong to the thread that made them.
 */
public final class OpencoreAmr implements AmrCodec {
  private static final String LIBRARY = "libopencore-amrnb.so.0";

  private final MethodHandle encoderInit;
  private final MethodHandle encode;
  private final MethodHandle encoderExit;
  private final MethodHandle decoderInit;
  private final MethodHandle decode;
  private final MethodHandle decoderExit;

  private OpencoreAmr(SymbolLookup library) {
    var pointer = ValueLayout.ADDRESS;
    var number = ValueLayout.JAVA_INT;
    encoderInit =
        function(library, "Encoder_Interface_init", FunctionDescriptor.of(pointer, number));
    encode =
        function(
            library,
            "Encoder_Interface_Encode",
            FunctionDescriptor.of(number, pointer, number, pointer, pointer, number));
    encoderExit = function(library, "Encoder_Interface_exit", FunctionDescriptor.ofVoid(pointer));
    decoderInit = function(library, "Decoder_Interface_init", FunctionDescriptor.of(pointer));
    decode =
        function(
            library,
            "Decoder_Interface_Decode",
            FunctionDescriptor.ofVoid(pointer, pointer, pointer, number));
    decoderExit = function(library, "Decoder_Interface_exit", FunctionDescriptor.ofVoid(pointer));
  }

  /**
   * The system's codec.
   *
   * @throws CodecMissing when the library is not installed
   */
  @SuppressWarnings("restricted")
  public static OpencoreAmr load() throws CodecMissing {
    try {
      return new OpencoreAmr(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
    } catch (IllegalArgumentException missing) {
      throw new CodecMissing(
          LIBRARY + " is missing; install it with: apt-get install libopencore-amrnb0", missing);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      SymbolLookup library, String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
  }

  @Override
  public AmrDecoder newDecoder() {
    return new OpencoreDecoder(this);
  }

  @Override
  public AmrEncoder newEncoder() {
    return new OpencoreEncoder(this);
  }

  MemorySegment initDecoder() {
    try {
      return (MemorySegment) decoderInit.invokeExact();
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  void decode(MemorySegment state, MemorySegment frame, MemorySegment samples, int bad) {
    try {
      decode.invokeExact(state, frame, samples, bad);
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  void exitDecoder(MemorySegment state) {
    try {
      decoderExit.invokeExact(state);
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  MemorySegment initEncoder() {
    try {
      return (MemorySegment) encoderInit.invokeExact(0);
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  int encode(MemorySegment state, int mode, MemorySegment samples, MemorySegment frame) {
    try {
      return (int) encode.invokeExact(state, mode, samples, frame, 0);
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  void exitEncoder(MemorySegment state) {
    try {
      encoderExit.invokeExact(state);
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  private static IllegalStateException defect(Throwable failure) {
    return new IllegalStateException("the AMR codec cannot be called", failure);
  }
}
