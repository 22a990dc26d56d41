package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;

/** One stream's decoder. */
final class NativeDecoder implements AmrDecoder {
  private static final int GOOD = 4;

  private final CodecFunctions functions;
  private final AmrKind kind;
  private final NativeState state;
  private final CallMemory memory = CallMemory.ofThread();
  private long address;

  NativeDecoder(CodecFunctions functions, AmrKind kind, AtomicInteger open) {
    this.functions = functions;
    this.kind = kind;
    this.state = new NativeState(functions::initDecoder, functions::exitDecoder, open);
    this.address = state.address();
  }

  @Override
  public void decode(int type, byte[] speech, short[] samples) {
    // The storage format's header (RFC 4867, section 5.3): type and quality.
    memory.check();
    NativeState.check(address);
    MemorySegment frame = memory.frame;
    frame.set(ValueLayout.JAVA_BYTE, 0, (byte) (type << 3 | GOOD));
    MemorySegment.copy(speech, 0, frame, ValueLayout.JAVA_BYTE, 1, kind.octets(type));
    try {
      functions.decode(address, memory.frameAddress, memory.samplesAddress);
    } catch (Throwable failure) {
      throw NativeState.defect(failure);
    }
    MemorySegment.copy(memory.samples, ValueLayout.JAVA_SHORT, 0, samples, 0, kind.samples());
  }

  @Override
  public void close() {
    address = NativeState.CLOSED;
    state.close();
  }
}
