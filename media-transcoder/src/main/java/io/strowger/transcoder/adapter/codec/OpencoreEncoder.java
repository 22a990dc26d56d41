package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrEncoder;
import io.strowger.transcoder.amr.AmrFrame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One stream's encoder state, freed when closed. */
final class OpencoreEncoder implements AmrEncoder {
  private static final int LONGEST_FRAME = 64;

  private final OpencoreAmr codec;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment frame = arena.allocate(LONGEST_FRAME);
  private final MemorySegment copy = arena.allocate(AmrFrame.SAMPLES * 2L, 2);
  private final MemorySegment state;
  private boolean closed;

  OpencoreEncoder(OpencoreAmr codec) {
    this.codec = codec;
    this.state = codec.initEncoder();
  }

  @Override
  public AmrFrame encode(short[] samples, int mode) {
    // Encoder_Interface_Encode overwrites its input: it gets a copy.
    MemorySegment.copy(samples, 0, copy, ValueLayout.JAVA_SHORT, 0, AmrFrame.SAMPLES);
    int length = codec.encode(state, mode, copy, frame);
    int header = frame.get(ValueLayout.JAVA_BYTE, 0) & 0xFF;
    byte[] speech = new byte[length - 1];
    MemorySegment.copy(frame, ValueLayout.JAVA_BYTE, 1, speech, 0, speech.length);
    return new AmrFrame(header >> 3 & 0x0F, (header & 4) != 0, speech);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      codec.exitEncoder(state);
      arena.close();
    }
  }
}
