package io.strowger.transcoder.adapter.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform thread with a selector and buffers of its own, that serves the sockets of its relays.
 */
final class MediaThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);
  private static final int MOST_BYTES = 2048;
  private static final long STOP_WITHIN_SECONDS = 5;

  private final Selector selector;
  private final Thread thread;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(MOST_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(MOST_BYTES);
  private volatile boolean closing;

  private record Served(Relay relay, RelaySide side) {}

  /** What is done on the media thread. */
  interface Task<T> {
    T perform() throws IOException;
  }

  MediaThread(int number) throws IOException {
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().daemon().name("media-" + number).start(this::run);
  }

  /** Serves a relay from now on; on this thread. */
  void serve(Relay relay) throws IOException {
    for (RelaySide side : new RelaySide[] {relay.caller(), relay.trunk()}) {
      side.channel().register(selector, SelectionKey.OP_READ, new Served(relay, side));
    }
  }

  /** Serves a relay no more; on this thread. Its sockets, once closed, free their ports at once. */
  void leave(Relay relay) throws IOException {
    for (RelaySide side : new RelaySide[] {relay.caller(), relay.trunk()}) {
      SelectionKey key = side.channel().keyFor(selector);
      if (key != null) {
        key.cancel();
      }
    }
    selector.selectNow(this::serve);
  }

  /** Has something done on this thread, and waits for it. */
  <T> T call(Task<T> task) throws IOException {
    CompletableFuture<T> done = new CompletableFuture<>();
    tasks.add(() -> {
      try {
        done.complete(task.perform());
      } catch (IOException | RuntimeException failure) {
        done.completeExceptionally(failure);
      }
    });
    selector.wakeup();
    try {
      return done.get(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException("the media thread could not do it", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_WITHIN_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      while (!closing) {
        selector.select(this::serve);
        Runnable task = tasks.poll();
        while (task != null) {
          task.run();
          task = tasks.poll();
        }
      }
    } catch (IOException failure) {
      LOG.error("a media thread ends", failure);
    }
  }

  private void serve(SelectionKey key) {
    Served served = (Served) key.attachment();
    try {
      served.relay().serve(served.side(), in, out);
    } catch (CancelledKeyException closed) {
      LOG.debug("{} closed", served.relay().call());
    } catch (IOException | RuntimeException failure) {
      LOG.warn("a packet of {} is lost: {}", served.relay().call(), failure.toString());
    }
  }
}
