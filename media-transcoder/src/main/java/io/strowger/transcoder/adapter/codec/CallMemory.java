package io.strowger.transcoder.adapter.codec;

import io.strowger.transcoder.amr.AmrKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the codecs of one thread are given and give: the same memory for all, as it then stays in
 * the processor's cache.
 */
final class CallMemory {
  private static final int LONGEST_FRAME = 64;
  private static final ThreadLocal<CallMemory> OF_THREAD = ThreadLocal.withInitial(CallMemory::new);

  private final Arena arena = Arena.ofAuto();
  private final Thread owner = Thread.currentThread();

  final MemorySegment frame = arena.allocate(LONGEST_FRAME, Long.BYTES);
  final MemorySegment samples = arena.allocate(2L * AmrKind.WIDEBAND.samples(), Long.BYTES);
  final long frameAddress = frame.address();
  final long samplesAddress = samples.address();

  /** That of the calling thread. */
  static CallMemory ofThread() {
    return OF_THREAD.get();
  }

  /** Refuses another thread. */
  void check() {
    if (Thread.currentThread() != owner) {
      throw new WrongThreadException("a codec of " + owner.getName());
    }
  }
}
