package io.strowger.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A port of the loopback interface that nobody listens on. It lies below those that the kernel
 * gives to whoever connects ({@code net.ipv4.ip_local_port_range}), so that nothing else takes it
 * before a server that starts slowly listens on it; and none is given twice.
 */
public final class FreePort {
  private static final Path GIVEN_BY_KERNEL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int FIRST = 10_000;
  private static final int END_ELSEWHERE = 32_768;
  private static final int FEWEST = 1_000;

  private static final int COUNT = end() - FIRST;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** One that was not given before. */
  public static int any() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free TCP port on the loopback interface");
  }

  /** The first of so many UDP ports in a row, none of which was given before. */
  public static int udp(int inARow) {
    for (int tried = 0; tried < COUNT; tried += inARow) {
      int first = FIRST + Math.floorMod(NEXT.getAndAdd(inARow), COUNT);
      boolean inRange = first + inARow <= FIRST + COUNT;
      if (inRange && IntStream.range(first, first + inARow).allMatch(FreePort::isFreeForUdp)) {
        return first;
      }
    }
    throw new IllegalStateException("No " + inARow + " free UDP ports in a row");
  }

  /** The wanted port, or any free one when 0 is wanted. */
  public static int orAny(int wanted) {
    return wanted == 0 ? any() : wanted;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static boolean isFreeForUdp(int port) {
    try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** The first port of the kernel's own; where it leaves too few below, as on most machines. */
  private static int end() {
    try {
      String first = Files.readString(GIVEN_BY_KERNEL).strip().split("\\s+")[0];
      int end = Integer.parseInt(first);
      return end - FIRST < FEWEST ? END_ELSEWHERE : end;
    } catch (IOException unknown) {
      return END_ELSEWHERE;
    }
  }
}
