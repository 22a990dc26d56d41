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

/** Where and before whom a thread runs ({@code sched(7)}); on Linux only. */
public final class CpuAffinity {
  private static final int MASK_OCTETS = 128;
  private static final int CALLING_THREAD = 0;
  private static final int ROUND_ROBIN = 2;
  private static final int PRIORITY = 10;
  private static final FunctionDescriptor AFFINITY =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

  private static final FunctionDescriptor SCHEDULER =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

  private CpuAffinity() {}

  /**
   * The cores that this process may use, as the system numbers them; empty when it does not tell.
   */
  public static List<Integer> allowed() {
    List<Integer> cores = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_OCTETS);
      if (affinity("sched_getaffinity", mask) > 0 || bits(mask) > 0) {
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
  public static boolean pin(int core) {
    if (core >= MASK_OCTETS * 8) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_OCTETS);
      mask.set(ValueLayout.JAVA_BYTE, core >> 3, (byte) (1 << (core & 7)));
      return affinity("sched_setaffinity", mask) == 0;
    }
  }

  /**
   * Has the calling thread run before all ordinary ones ({@code sched_setscheduler(2)}, round
   * robin); false when the system would not: it takes CAP_SYS_NICE.
   */
  public static boolean realTime() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment priority = arena.allocate(ValueLayout.JAVA_INT);
      priority.set(ValueLayout.JAVA_INT, 0, PRIORITY);
      return call("sched_setscheduler", SCHEDULER, CALLING_THREAD, ROUND_ROBIN, priority) == 0;
    }
  }

  private static int bits(MemorySegment mask) {
    int count = 0;
    for (int i = 0; i < MASK_OCTETS; i++) {
      count += Integer.bitCount(mask.get(ValueLayout.JAVA_BYTE, i) & 0xFF);
    }
    return count;
  }

  private static int affinity(String function, MemorySegment mask) {
    return call(function, AFFINITY, CALLING_THREAD, (long) MASK_OCTETS, mask);
  }

  @SuppressWarnings("restricted")
  private static int call(String function, FunctionDescriptor descriptor, Object... arguments) {
    Optional<MemorySegment> address = Linker.nativeLinker().defaultLookup().find(function);
    if (address.isEmpty()) {
      return -1;
    }
    MethodHandle handle = Linker.nativeLinker().downcallHandle(address.get(), descriptor);
    try {
      return (int) handle.invokeWithArguments(arguments);
    } catch (Throwable failure) {
      throw new IllegalStateException(function + " cannot be called", failure);
    }
  }
}
