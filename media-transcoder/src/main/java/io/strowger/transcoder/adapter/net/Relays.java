package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.amr.AmrCodec;
import io.strowger.transcoder.g711.G711;
import io.strowger.transcoder.sdp.AudioOffer;
import io.strowger.transcoder.transcode.CallerSide;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The relays of this instance. */
public final class Relays implements AutoCloseable {
  private final PortPool ports;
  private final AmrCodec codec;
  private final Clock clock;
  private final List<MediaThread> threads = new ArrayList<>();
  private final Map<String, Placed> byCall = new ConcurrentHashMap<>();
  private final SplittableRandom random = new SplittableRandom();
  private int next;

  private record Placed(Relay relay, MediaThread thread) {}

  /** Where a relay's two sides are. */
  public record Where(int callerPort, int trunkPort) {}

  /** What went through a relay. */
  public record Through(
      String call,
      int callerPort,
      int trunkPort,
      Instant began,
      long packetsFromCaller,
      long packetsFromTrunk,
      long packetsRefused,
      long framesConcealed) {}

  /** Relays on these ports, served by so many threads. */
  public Relays(PortPool ports, AmrCodec codec, int threadCount, Clock clock) throws IOException {
    this.ports = ports;
    this.codec = codec;
    this.clock = clock;
    for (int i = 0; i < threadCount; i++) {
      threads.add(new MediaThread(i));
    }
  }

  /**
   * Opens a relay for a call that has none.
   *
   * @return where it is; empty when there is no room
   */
  public synchronized Optional<Where> open(
      String call, CallerSide caller, AudioOffer offer, G711 trunkCodec) {
    Optional<DatagramChannel> callerChannel = ports.open();
    Optional<DatagramChannel> trunkChannel =
        callerChannel.isEmpty() ? Optional.empty() : ports.open();
    if (callerChannel.isEmpty() || trunkChannel.isEmpty()) {
      callerChannel.ifPresent(this::giveBack);
      return Optional.empty();
    }
    Relay.Parts parts =
        new Relay.Parts(
            call, caller, trunkCodec, callerChannel.get(), address(offer), trunkChannel.get());
    MediaThread thread = threads.get(next++ % threads.size());
    try {
      Relay relay = thread.call(() -> begin(parts, thread));
      byCall.put(call, new Placed(relay, thread));
      return Optional.of(new Where(relay.caller().port(), relay.trunk().port()));
    } catch (IOException failure) {
      giveBack(callerChannel.get());
      giveBack(trunkChannel.get());
      throw new IllegalStateException("a relay cannot be opened", failure);
    }
  }

  private Relay begin(Relay.Parts parts, MediaThread thread) throws IOException {
    Relay relay = new Relay(parts, codec, random.nextLong(), clock.instant());
    thread.serve(relay);
    return relay;
  }

  /** Tells a relay where the trunk's media is; a call without a relay is passed over. */
  public void connectTrunk(String call, AudioOffer trunk) {
    Placed placed = byCall.get(call);
    InetSocketAddress address = address(trunk);
    if (placed != null && address != null) {
      placed.relay().trunk().tell(address);
    }
  }

  /**
   * Closes a call's relay; its ports are free again.
   *
   * @return what went through; empty when the call has no relay
   */
  public Optional<Through> close(String call) {
    Placed placed = byCall.remove(call);
    if (placed == null) {
      return Optional.empty();
    }
    Relay relay = placed.relay();
    Through through = through(relay);
    try {
      placed
          .thread()
          .call(() -> {
            relay.freeCodecs();
            ports.close(relay.caller().channel(), relay.caller().port());
            ports.close(relay.trunk().channel(), relay.trunk().port());
            return through;
          });
    } catch (IOException failure) {
      throw new IllegalStateException("the relay of " + call + " cannot be closed", failure);
    }
    return Optional.of(through);
  }

  /** Closes relays that heard nothing for so long, and tells what went through. */
  public void closeSilent(Duration longest, BiConsumer<String, Through> closed) {
    for (Placed placed : List.copyOf(byCall.values())) {
      if (placed.relay().silentNanos() > longest.toNanos()) {
        String call = placed.relay().call();
        close(call).ifPresent(through -> closed.accept(call, through));
      }
    }
  }

  /** The relays of the moment. */
  public List<Through> all() {
    return byCall.values().stream().map(placed -> through(placed.relay())).toList();
  }

  /** How many there are. */
  public int count() {
    return byCall.size();
  }

  @Override
  public void close() {
    List.copyOf(byCall.keySet()).forEach(this::close);
    threads.forEach(MediaThread::close);
  }

  private void giveBack(DatagramChannel channel) {
    try {
      ports.close(channel, ((InetSocketAddress) channel.getLocalAddress()).getPort());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Through through(Relay relay) {
    return new Through(
        relay.call(),
        relay.caller().port(),
        relay.trunk().port(),
        relay.began(),
        relay.caller().received(),
        relay.trunk().received(),
        relay.caller().refused() + relay.trunk().refused(),
        relay.concealed());
  }

  /** Addresses in SDP are numbers: nothing is looked up. */
  private static @Nullable InetSocketAddress address(AudioOffer offer) {
    InetSocketAddress address = new InetSocketAddress(offer.address(), offer.port());
    return address.isUnresolved() ? null : address;
  }
}
