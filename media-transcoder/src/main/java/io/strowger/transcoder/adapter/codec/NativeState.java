package io.strowger.transcoder.adapter.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/** A codec's state, freed once. */
final class NativeState implements AutoCloseable {
  /** The address of none. */
  static final long CLOSED = 0;

  private final Arena arena = Arena.ofConfined();
  private final AtomicInteger open;
  private final MemorySegment state;

  /** Makes the state. */
  interface Init {
    MemorySegment init() throws Throwable;
  }

  /** Frees it. */
  interface Exit {
    void exit(MemorySegment state) throws Throwable;
  }

  @SuppressWarnings("restricted")
  NativeState(Init init, Exit exit, AtomicInteger open) {
    this.open = open;
    try {
      MemorySegment made = init.init();
      if (made.equals(MemorySegment.NULL)) {
        throw new IllegalStateException("there is no memory left for another codec");
      }
      open.incrementAndGet();
      this.state = made.reinterpret(arena, gone -> free(exit, gone));
    } catch (Throwable failure) {
      arena.close();
      throw defect(failure);
    }
  }

  private void free(Exit exit, MemorySegment gone) {
    open.decrementAndGet();
    try {
      exit.exit(gone);
    } catch (Throwable failure) {
      throw defect(failure);
    }
  }

  /** Where it is, until it is closed. */
  long address() {
    return state.address();
  }

  static void check(long address) {
    if (address == CLOSED) {
      throw new IllegalStateException("the codec is closed");
    }
  }

  /** Frees everything; more than once does nothing. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  static IllegalStateException defect(Throwable failure) {
    return failure instanceof IllegalStateException known
        ? known
        : new IllegalStateException("the AMR codec cannot be called", failure);
  }
}
