package io.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A TCP port of the loopback interface that nobody listened on a moment ago. */
public final class FreePort {

  private FreePort() {}

  /** Asks the kernel for one. */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free TCP port on the loopback interface", e);
    }
  }

  /** The wanted port, or any free one when 0 is wanted. */
  public static int orAny(int wanted) {
    return wanted == 0 ? any() : wanted;
  }
}
