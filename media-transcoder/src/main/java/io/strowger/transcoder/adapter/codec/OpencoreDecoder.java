package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrDecoder;
import io.strowger.transcoder.amr.AmrFrame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One stream's decoder state, freed when closed. */
final class OpencoreDecoder implements AmrDecoder {
  private static final int LONGEST_FRAME = 32;

  private final OpencoreAmr codec;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment frame = arena.allocate(LONGEST_FRAME);
  private final MemorySegment samples = arena.allocate(AmrFrame.SAMPLES * 2L, 2);
  private final MemorySegment state;
  private boolean closed;

  OpencoreDecoder(OpencoreAmr codec) {
    this.codec = codec;
    this.state = codec.initDecoder();
  }

  @Override
  public short[] decode(AmrFrame received) {
    // The storage format's header (RFC 4867, section 5.3): type and quality.
    frame.set(ValueLayout.JAVA_BYTE, 0, (byte) (received.type() << 3 | (received.good() ? 4 : 0)));
    MemorySegment.copy(
        received.speech(), 0, frame, ValueLayout.JAVA_BYTE, 1, received.speech().length);
    codec.decode(state, frame, samples, 0);
    return samples.toArray(ValueLayout.JAVA_SHORT);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      codec.exitDecoder(state);
      arena.close();
    }
  }
}
