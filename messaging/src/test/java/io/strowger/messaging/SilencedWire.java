package io.strowger.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A wire to a server on this machine that can go dead without a word, as one to a host that lost
 * its power: connections stay, or are made, and nothing comes through them any more.
 */
final class SilencedWire implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private volatile boolean silent;

  private SilencedWire(ServerSocket listener, int server) {
    this.listener = listener;
    this.server = server;
  }

  static SilencedWire to(int server) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    SilencedWire wire = new SilencedWire(new ServerSocket(0, 50, here), server);
    Thread.ofVirtual().start(wire::accept);
    return wire;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Nothing comes through; who connects meanwhile, or sends something, is never heard again. */
  void silence() {
    silent = true;
  }

  /** Who connects from now on is heard again. */
  void letThrough() {
    silent = false;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        open.add(near);
        if (!silent) {
          Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
          open.add(far);
          Thread.ofVirtual().start(() -> carry(near, far));
          Thread.ofVirtual().start(() -> carry(far, near));
        }
      } catch (IOException closed) {
        // ended by close
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[8192];
      boolean dead = false;
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        dead = dead || silent;
        if (!dead) {
          out.write(some, 0, count);
        }
      }
    } catch (IOException closed) {
      // the other direction ended
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
