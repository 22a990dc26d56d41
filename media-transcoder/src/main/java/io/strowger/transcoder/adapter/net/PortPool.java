package io.strowger.transcoder.adapter.net;

import io.strowger.contracts.transcoding.AddressFamily;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Even ports of a range for RTP, each with the odd one above for RTCP, each pair given to one side
 * at a time, the longest unused first.
 */
public final class PortPool {
  private static final int SOCKET_BUFFER = 128 * 1024;

  private final Map<AddressFamily, InetAddress> addresses;
  private final AddressFamily usual;
  private final int first;
  private final int last;
  private final Deque<Integer> free = new ArrayDeque<>();

  /** Two sockets that belong together. */
  record Pair(DatagramChannel rtp, DatagramChannel rtcp, int port) {}

  /** The even ports from first to last. */
  public PortPool(InetAddress address, int first, int last) {
    this(AddressFamily.of(address), Map.of(AddressFamily.of(address), address), first, last);
  }

  /**
   * The even ports from first to last, each at one address at a time.
   *
   * @param usual the family of those who name none
   * @param addresses listened on for peers of each family
   */
  public PortPool(
      AddressFamily usual, Map<AddressFamily, InetAddress> addresses, int first, int last) {
    this.usual = usual;
    this.addresses = new EnumMap<>(addresses);
    this.first = first;
    this.last = last;
    for (int port = first + (first & 1); port < last; port += 2) {
      free.add(port);
    }
  }

  /**
   * Holds when sockets can be had at every address.
   *
   * @throws IOException with the address when it is not this machine's
   */
  public void requireAddresses() throws IOException {
    for (InetAddress address : addresses.values()) {
      try {
        bindOne(new InetSocketAddress(address, 0)).close();
      } catch (IOException | UnsupportedOperationException impossible) {
        throw new IOException(
            "media cannot be received at "
                + address.getHostAddress()
                + ", which must be an address of this machine: "
                + impossible.getMessage(),
            impossible);
      }
    }
  }

  AddressFamily usual() {
    return usual;
  }

  /** True when there is an address for peers of this family. */
  boolean serves(AddressFamily family) {
    return addresses.containsKey(family);
  }

  /** Sockets on a free pair of ports; empty when all are in use, here or by others. */
  synchronized Optional<Pair> open(AddressFamily family) {
    for (int tries = free.size(); tries > 0; tries--) {
      int port = free.removeFirst();
      try {
        return Optional.of(bind(family, port));
      } catch (IOException taken) {
        free.addLast(port); // by somebody else: it may be free later
      }
    }
    return Optional.empty();
  }

  /** Sockets on one pair of ports, of the range or beyond it; empty when it is in use. */
  synchronized Optional<Pair> openAt(AddressFamily family, int port) {
    boolean ours = port >= first && port < last;
    if ((port & 1) != 0 || (ours && !free.remove((Integer) port))) {
      return Optional.empty();
    }
    try {
      return Optional.of(bind(family, port));
    } catch (IOException taken) {
      giveBack(port);
      return Optional.empty();
    }
  }

  private void giveBack(int port) {
    if (port >= first && port < last) {
      free.addLast(port);
    }
  }

  /** Closes a pair; its ports are free again. */
  synchronized void close(Pair pair) {
    try {
      pair.rtp().close();
      pair.rtcp().close();
    } catch (IOException failure) {
      throw new IllegalStateException("port " + pair.port() + " cannot be closed", failure);
    }
    giveBack(pair.port());
  }

  /** How many pairs are free. */
  public synchronized int free() {
    return free.size();
  }

  private Pair bind(AddressFamily family, int port) throws IOException {
    InetAddress address = Objects.requireNonNull(addresses.get(family));
    DatagramChannel rtp = bindOne(new InetSocketAddress(address, port));
    try {
      return new Pair(rtp, bindOne(new InetSocketAddress(address, port + 1)), port);
    } catch (IOException failure) {
      rtp.close();
      throw failure;
    }
  }

  /** A socket of one family costs less than one of both. */
  private static ProtocolFamily family(InetAddress address) {
    return address instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private static DatagramChannel bindOne(InetSocketAddress at) throws IOException {
    DatagramChannel channel = DatagramChannel.open(family(at.getAddress()));
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      channel.bind(at);
      return channel;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }
}
