package io.strowger.transcoder.adapter.ng;

import io.strowger.transcoder.ng.Bencoded;
import io.strowger.transcoder.ng.MalformedNg;
import io.strowger.transcoder.ng.NgCalls;
import io.strowger.transcoder.ng.NgMessage;
import io.strowger.transcoder.ng.NgRequest;
import io.strowger.transcoder.ng.RepliesGiven;
import io.strowger.transcoder.session.MediaAddresses;
import io.strowger.transcoder.session.Recorder;
import io.strowger.transcoder.session.RelaySessions;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests of the {@code ng} protocol over UDP, on a thread of its own that does one after
 * the other.
 */
public final class NgSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NgSocket.class);
  private static final int MOST_OCTETS = 65_507;
  private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;
  private static final Duration CHORES = Duration.ofMillis(500);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final DatagramSocket socket;
  private final NgCalls calls;
  private final Terms terms;
  private final Clock clock;
  private final RepliesGiven replies = new RepliesGiven();
  private final Thread thread;
  private Instant choresDone;
  private volatile boolean closing;

  /**
   * How requests are served.
   *
   * @param listen where
   * @param addresses told to the parties
   * @param silence a call that heard nothing for so long ends
   * @param onHold the same for one with a party on hold
   */
  public record Terms(
      InetSocketAddress listen, MediaAddresses addresses, Duration silence, Duration onHold) {}

  /**
   * Listens at once.
   *
   * @throws IOException when the address is not ours or in use
   */
  public NgSocket(Terms terms, RelaySessions sessions, Recorder recorder, Clock clock)
      throws IOException {
    this.terms = terms;
    this.clock = clock;
    this.choresDone = clock.instant();
    this.calls = new NgCalls(sessions, recorder, terms.addresses(), choresDone);
    this.socket = new DatagramSocket(terms.listen());
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.setSoTimeout((int) CHORES.toMillis());
    this.thread = Thread.ofPlatform().daemon().name("ng").start(this::run);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    closing = true;
    socket.close();
    try {
      thread.join(CLOSE_WITHIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[MOST_OCTETS], MOST_OCTETS);
    while (!closing) {
      try {
        packet.setLength(MOST_OCTETS);
        socket.receive(packet);
        byte[] asked =
            Arrays.copyOfRange(
                packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
        Optional<byte[]> reply = reply(asked, packet);
        if (reply.isPresent()) {
          byte[] octets = reply.get();
          socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
        }
      } catch (SocketTimeoutException nothing) {
        LOG.trace("no request");
      } catch (SocketException ended) {
        if (!closing) {
          LOG.warn("a request of the ng protocol is lost: {}", ended.toString());
        }
      } catch (IOException | RuntimeException | Error failure) { // the next one is to be answered
        LOG.error("a request of the ng protocol cannot be served", failure);
      }
      closeSilent();
    }
  }

  private void closeSilent() {
    Instant now = clock.instant();
    if (choresDone.plus(CHORES).isBefore(now)) {
      choresDone = now;
      try {
        calls.closeSilent(terms.silence(), terms.onHold(), now);
      } catch (RuntimeException | Error failure) {
        LOG.error("silent calls of the ng protocol cannot be closed", failure);
      }
    }
  }

  private Optional<byte[]> reply(byte[] asked, DatagramPacket packet) {
    Instant now = clock.instant();
    String cookie;
    try {
      cookie = NgMessage.cookieOf(asked);
    } catch (MalformedNg wrong) {
      LOG.info("a datagram of {} is no request: {}", packet.getSocketAddress(), wrong.getMessage());
      return Optional.empty();
    }
    var asker = new RepliesGiven.Asked(packet.getSocketAddress(), cookie);
    Optional<byte[]> before = replies.before(asker, now);
    if (before.isPresent()) {
      return before;
    }
    byte[] reply = new NgMessage(cookie, perform(asked, now)).write();
    if (reply.length > MOST_OCTETS) {
      reply = new NgMessage(cookie, error("the reply is longer than a datagram")).write();
    }
    replies.keep(asker, reply, now);
    return Optional.of(reply);
  }

  private Bencoded.Dictionary perform(byte[] asked, Instant now) {
    try {
      return calls.perform(NgRequest.of(NgMessage.read(asked).dictionary()), now);
    } catch (MalformedNg wrong) {
      return error(String.valueOf(wrong.getMessage()));
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.error("a request of the ng protocol failed", defect);
      return error("an error of the relay: see its log");
    }
  }

  private static Bencoded.Dictionary error(String reason) {
    Map<String, Bencoded> entries = new LinkedHashMap<>();
    entries.put("result", Bencoded.of("error"));
    entries.put("error-reason", Bencoded.of(reason));
    return new Bencoded.Dictionary(entries);
  }
}
