package io.strowger.gateway.adapter.esl;

import io.strowger.contracts.switches.SwitchStatus.Trouble;
import io.strowger.gateway.control.CommandRouting;
import io.strowger.gateway.control.Submitted;
import io.strowger.gateway.esl.EslRequest;
import io.strowger.gateway.esl.Frame;
import io.strowger.gateway.esl.FrameDecoder;
import io.strowger.gateway.esl.MalformedFrame;
import io.strowger.gateway.session.Ending;
import io.strowger.gateway.session.Session;
import io.strowger.gateway.session.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket and its session: one virtual thread reads without ever waiting for a write, another
 * writes. The lock is around the session's thinking alone.
 */
final class EslConnection implements Wire, CommandRouting.Connection {
  /** Most requests waiting to be written; a switch that does not read them is given up. */
  static final int MAX_UNWRITTEN = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(EslConnection.class);
  private static final Ending ERROR_OF_OURS = new Ending(Trouble.LOST, "an error of ours");
  private static final Duration SILENCE = Duration.ofSeconds(25);
  private static final int READ_BYTES = 64 * 1024;
  private static final byte[] END = {};

  private final Socket socket;
  private final String peer;
  private final Clock clock;
  private final Session session;
  private final ReentrantLock lock;
  private final BlockingQueue<byte[]> unwritten = new ArrayBlockingQueue<>(MAX_UNWRITTEN);
  private volatile @Nullable Instant lastHeard;
  private volatile IntConsumer heard = length -> {};
  private volatile Socket carrier;
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

  /**
   * A connection that is not served yet.
   *
   * @param lock held while the session thinks; the connections of one switch share it
   */
  EslConnection(
      Socket socket,
      String peer,
      Clock clock,
      ReentrantLock lock,
      Function<Wire, Session> sessions) {
    this.socket = socket;
    this.carrier = socket;
    this.peer = peer;
    this.clock = clock;
    this.lock = lock;
    this.session = sessions.apply(this);
  }

  /** Has the bytes counted that come. */
  EslConnection counting(IntConsumer bytes) {
    heard = bytes;
    return this;
  }

  /**
   * Ends with the socket beneath it: to close one of TLS is to wait until all is written, without
   * end where the peer does not read.
   */
  EslConnection carriedBy(Socket beneath) {
    carrier = beneath;
    return this;
  }

  /** Serves the connection until it ends, and says why it did. */
  Ending serve() {
    Thread.ofVirtual().name("esl-write-" + peer).start(this::write);
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) SILENCE.toMillis());
      locked(() -> session.opened(clock.instant()));
      read(socket.getInputStream());
      close(new Ending(Trouble.LOST, "the switch closed the connection"));
    } catch (MalformedFrame malformed) {
      close(new Ending(Trouble.MALFORMED, String.valueOf(malformed.getMessage())));
    } catch (IOException broken) {
      close(new Ending(Trouble.LOST, String.valueOf(broken.getMessage())));
    } catch (RuntimeException defect) {
      LOG.error("{}: an error of ours ends the connection", peer, defect);
    } finally {
      close(ERROR_OF_OURS);
      unwritten.clear();
      unwritten.add(END);
      guarded(() -> session.closed(clock.instant()));
    }
    return Objects.requireNonNull(ending.get());
  }

  private void read(InputStream in) throws IOException {
    FrameDecoder decoder = new FrameDecoder();
    byte[] buffer = new byte[READ_BYTES];
    while (!isClosed()) {
      int length;
      try {
        length = in.read(buffer);
      } catch (SocketTimeoutException silence) {
        locked(() -> session.silent(clock.instant()));
        continue;
      }
      if (length < 0) {
        return;
      }
      Instant now = clock.instant();
      lastHeard = now;
      heard.accept(length);
      lock.lock();
      try {
        decoder.feed(buffer, 0, length, frame -> take(frame, now));
      } catch (Distrusted distrusted) {
        throw distrusted.malformed;
      } finally {
        lock.unlock();
      }
    }
  }

  private void take(Frame frame, Instant now) {
    try {
      session.frame(frame, now);
    } catch (MalformedFrame malformed) {
      throw new Distrusted(malformed);
    }
  }

  /** Carries what is malformed through the decoder. */
  private static final class Distrusted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final MalformedFrame malformed;

    Distrusted(MalformedFrame malformed) {
      super(malformed);
      this.malformed = malformed;
    }
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      byte[] request = unwritten.take();
      while (request != END) {
        out.write(request);
        request = unwritten.take();
      }
    } catch (IOException broken) {
      close(new Ending(Trouble.LOST, "cannot write: " + broken.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void send(EslRequest request) {
    if (!unwritten.offer(request.bytes())) {
      close(new Ending(Trouble.UNANSWERED, "the switch does not read"));
    }
  }

  @Override
  public void close(Ending reason) {
    if (!ending.compareAndSet(null, reason)) {
      return;
    }
    try {
      carrier.close();
    } catch (IOException broken) {
      LOG.debug("{} does not close: {}", peer, broken.toString());
    }
  }

  @Override
  public void submit(Submitted submitted, Instant now) {
    locked(() -> session.submit(submitted, now));
  }

  /** What goes wrong here ends this connection, and keeps no other from its ticks. */
  void tick() {
    if (!guarded(() -> session.tick(clock.instant()))) {
      close(ERROR_OF_OURS);
    }
  }

  boolean isReady() {
    return !isClosed() && session.isReady();
  }

  boolean isClosed() {
    return ending.get() != null;
  }

  @Nullable Instant lastHeard() {
    return lastHeard;
  }

  private boolean guarded(Runnable thought) {
    try {
      locked(thought);
      return true;
    } catch (RuntimeException defect) {
      LOG.error("{}: an error of ours", peer, defect);
      return false;
    }
  }

  private void locked(Runnable thought) {
    lock.lock();
    try {
      thought.run();
    } finally {
      lock.unlock();
    }
  }
}
