package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/** One stream's encoder. */
final class NativeEncoder implements AmrEncoder {
  private final CodecFunctions functions;
  private final AmrKind kind;
  private final boolean discontinuous;
  private final NativeState state;
  private final CallMemory memory = CallMemory.ofThread();
  private long address;

  NativeEncoder(CodecFunctions functions, AmrKind kind, boolean discontinuous, AtomicInteger open) {
    this.functions = functions;
    this.kind = kind;
    this.discontinuous = discontinuous;
    this.state =
        new NativeState(() -> functions.initEncoder(discontinuous), functions::exitEncoder, open);
    this.address = state.address();
  }

  @Override
  public int encode(short[] samples, int mode, byte[] speech) {
    memory.check();
    NativeState.check(address);
    // Encoder_Interface_Encode overwrites its input: it gets a copy.
    MemorySegment.copy(samples, 0, memory.samples, ValueLayout.JAVA_SHORT, 0, kind.samples());
    try {
      int _ =
          functions.encode(
              address, mode, memory.samplesAddress, memory.frameAddress, discontinuous);
    } catch (Throwable failure) {
      throw NativeState.defect(failure);
    }
    MemorySegment frame = memory.frame;
    int type = frame.get(ValueLayout.JAVA_BYTE, 0) >> 3 & 0x0F;
    MemorySegment.copy(frame, ValueLayout.JAVA_BYTE, 1, speech, 0, kind.octets(type));
    return type;
  }

  @Override
  public void close() {
    address = NativeState.CLOSED;
    state.close();
  }
}
