package io.strowger.transcoder.adapter.net;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which cores a thread may run on ({@code sched_setaffinity(2)}); on Linux only. */
final class CpuAffinity {
  private static final int MASK_OCTETS = 128;
  private static final int CALLING_THREAD = 0;
  private static final FunctionDescriptor DESCRIPTOR =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

  private CpuAffinity() {}

  /**
   * The cores that this process may use, as the system numbers them; empty when it does not tell.
   */
  static List<Integer> allowed() {
    List<Integer> cores = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_OCTETS);
      if (call("sched_getaffinity", mask) > 0 || bits(mask) > 0) {
        for (int core = 0; core < MASK_OCTETS * 8; core++) {
          if ((mask.get(ValueLayout.JAVA_BYTE, core >> 3) >> (core & 7) & 1) == 1) {
            cores.add(core);
          }
        }
      }
    }
    return cores;
  }

  /** Keeps the calling thread on one core; false when the system would not. */
  static boolean pin(int core) {
    if (core >= MASK_OCTETS * 8) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_OCTETS);
      mask.set(ValueLayout.JAVA_BYTE, core >> 3, (byte) (1 << (core & 7)));
      return call("sched_setaffinity", mask) == 0;
    }
  }

  private static int bits(MemorySegment mask) {
    int count = 0;
    for (int i = 0; i < MASK_OCTETS; i++) {
      count += Integer.bitCount(mask.get(ValueLayout.JAVA_BYTE, i) & 0xFF);
    }
    return count;
  }

  @SuppressWarnings("restricted")
  private static int call(String function, MemorySegment mask) {
    Optional<MemorySegment> address = Linker.nativeLinker().defaultLookup().find(function);
    if (address.isEmpty()) {
      return -1;
    }
    MethodHandle handle = Linker.nativeLinker().downcallHandle(address.get(), DESCRIPTOR);
    try {
      return (int) handle.invokeExact(CALLING_THREAD, (long) MASK_OCTETS, mask);
    } catch (Throwable failure) {
      throw new IllegalStateException(function + " cannot be called", failure);
    }
  }
}
