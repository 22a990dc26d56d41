package io.strowger.transcoder.adapter.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Even ports of a range, each given to one socket at a time, the longest unused first. */
public final class PortPool {
  private static final int SOCKET_BUFFER = 128 * 1024;

  private final InetAddress address;
  private final Deque<Integer> free = new ArrayDeque<>();

  /** The even ports from first to last. */
  public PortPool(InetAddress address, int first, int last) {
    this.address = address;
    for (int port = first + (first & 1); port <= last; port += 2) {
      free.add(port);
    }
  }

  /** A socket on a free port; empty when all are in use, here or by others. */
  public synchronized Optional<DatagramChannel> open() {
    for (int tries = free.size(); tries > 0; tries--) {
      int port = free.removeFirst();
      try {
        return Optional.of(bind(port));
      } catch (IOException taken) {
        free.addLast(port); // by somebody else: it may be free later
      }
    }
    return Optional.empty();
  }

  /** Closes a socket; its port is free again. */
  public synchronized void close(DatagramChannel channel, int port) {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new IllegalStateException("port " + port + " cannot be closed", failure);
    }
    free.addLast(port);
  }

  /** How many ports are free. */
  public synchronized int free() {
    return free.size();
  }

  private DatagramChannel bind(int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      channel.bind(new InetSocketAddress(address, port));
      return channel;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }
}
