package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/** One stream's encoder. */
final class NativeEncoder implements AmrEncoder {
  private static final int LONGEST_FRAME = 64;

  private final CodecFunctions functions;
  private final AmrKind kind;
  private final boolean discontinuous;
  private final NativeState state;
  private final MemorySegment frame;
  private final MemorySegment copy;

  NativeEncoder(CodecFunctions functions, AmrKind kind, boolean discontinuous, AtomicInteger open) {
    this.functions = functions;
    this.kind = kind;
    this.discontinuous = discontinuous;
    this.state =
        new NativeState(() -> functions.initEncoder(discontinuous), functions::exitEncoder, open);
    this.frame = state.allocate(LONGEST_FRAME);
    this.copy = state.allocate(kind.samples() * 2L);
  }

  @Override
  public int encode(short[] samples, int mode, byte[] speech) {
    // Encoder_Interface_Encode overwrites its input: it gets a copy.
    MemorySegment.copy(samples, 0, copy, ValueLayout.JAVA_SHORT, 0, kind.samples());
    try {
      int ignored = functions.encode(state.state(), mode, copy, frame, discontinuous);
    } catch (Throwable failure) {
      throw NativeState.defect(failure);
    }
    int type = frame.get(ValueLayout.JAVA_BYTE, 0) >> 3 & 0x0F;
    MemorySegment.copy(frame, ValueLayout.JAVA_BYTE, 1, speech, 0, kind.octets(type));
    return type;
  }

  @Override
  public void close() {
    state.close();
  }
}
