package io.strowger.transcoder.adapter.net;

import io.strowger.transcoder.session.Side;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform thread on a core of its own, with a selector, buffers and timer of its own, that
 * serves the sockets of its sessions.
 */
final class MediaThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);
  private static final long ANSWER_WITHIN_SECONDS = 20;
  private static final long STOP_WITHIN_SECONDS = 5;
  private static final int MOST_ROUNDS = 100;

  private final Selector selector;
  private final Thread thread;
  private final ConcurrentLinkedQueue<Asked<?>> tasks = new ConcurrentLinkedQueue<>();
  private final Datagrams buffers = new Datagrams();
  private final TimerWheel timer = new TimerWheel(System.nanoTime());
  private final Consumer<SelectionKey> serve = this::serve;
  private final Consumer<LiveSession> advance = this::advance;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile double committed;

  private record Served(LiveSession session, Side side, DatagramChannel channel) {}

  /** What is done on the media thread. */
  interface Task<T> {
    T perform() throws IOException;
  }

  /** What is to be done, and who waits for it. */
  private record Asked<T>(Task<T> task, CompletableFuture<T> done, boolean anyway) {
    void perform() {
      if (done.isDone() && !anyway) { // nobody waits any more
        return;
      }
      try {
        done.complete(task.perform());
      } catch (IOException | RuntimeException | Error failure) {
        done.completeExceptionally(failure);
      }
    }

    void giveUp() {
      done.completeExceptionally(new IllegalStateException("the media thread has ended"));
    }
  }

  /** A thread; pinned to a core when {@code core} is not negative. */
  MediaThread(int number, int core, boolean realTime) throws IOException {
    this.selector = Selector.open();
    this.thread =
        Thread.ofPlatform().daemon().name("media-" + number).start(() -> begin(core, realTime));
  }

  Datagrams buffers() {
    return buffers;
  }

  /** What its sessions take when all speak, in cores. */
  double committed() {
    return committed;
  }

  /** Changes what its sessions take; by the engine only. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  void commit(double cores) {
    committed += cores;
  }

  /** CPU that it took so far, in nanoseconds. */
  long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
  }

  long threadId() {
    return thread.threadId();
  }

  /** Serves a session from now on; on this thread. */
  void serve(LiveSession session) throws IOException {
    for (Side side : Side.values()) {
      PortPool.Pair pair = session.socket(side).pair();
      register(session, side, pair.rtp());
      register(session, side, pair.rtcp());
    }
    reschedule(session);
  }

  private void register(LiveSession session, Side side, DatagramChannel channel)
      throws ClosedChannelException {
    channel.register(selector, SelectionKey.OP_READ, new Served(session, side, channel));
  }

  /**
   * Serves a session no more; on this thread. Its sockets, once closed, free their ports at once.
   */
  void leave(LiveSession session) throws IOException {
    timer.remove(session);
    for (Side side : Side.values()) {
      PortPool.Pair pair = session.socket(side).pair();
      cancel(pair.rtp());
      cancel(pair.rtcp());
    }
    selector.selectNow(serve);
  }

  private void cancel(DatagramChannel channel) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null) {
      key.cancel();
    }
  }

  /** Looks at when a session wants to be looked at next; on this thread. */
  void reschedule(LiveSession session) {
    timer.schedule(session, session.relay().nextAt());
  }

  /** Has something done on this thread, and waits for it; not done once nobody waits any more. */
  <T> T call(Task<T> task) {
    return call(task, false);
  }

  /** The same, done even if it is so late that nobody waits any more. */
  <T> T callAnyway(Task<T> task) {
    return call(task, true);
  }

  private <T> T call(Task<T> task, boolean anyway) {
    CompletableFuture<T> done = new CompletableFuture<>();
    tasks.add(new Asked<>(task, done, anyway));
    if (ended) {
      giveUpTasks();
    } else {
      selector.wakeup();
    }
    try {
      return done.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the media thread could not do it", e);
    } finally {
      done.cancel(false);
    }
  }

  private void giveUpTasks() {
    for (Asked<?> asked = tasks.poll(); asked != null; asked = tasks.poll()) {
      asked.giveUp();
    }
  }

  /** False once it serves nobody any more, which it does not do by itself. */
  boolean isRunning() {
    return !ended;
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

  private void begin(int core, boolean realTime) {
    if (core >= 0 && !CpuAffinity.pin(core)) {
      LOG.info("{} runs on any core: it could not be pinned to core {}", thread.getName(), core);
    }
    if (realTime && !CpuAffinity.realTime()) {
      LOG.warn("{} does not run in real time: CAP_SYS_NICE is missing", thread.getName());
    }
    run();
  }

  private void run() {
    try (selector) {
      while (!closing) {
        turn();
      }
    } catch (IOException | RuntimeException | Error failure) {
      LOG.error("{} ends, and with it all calls that it served", thread.getName(), failure);
    } finally {
      ended = true;
      giveUpTasks();
    }
  }

  /** A method of its own, as the loop is entered once and would long be interpreted. */
  private void turn() throws IOException {
    selector.select(serve, timer.millisToNext(System.nanoTime()));
    for (Asked<?> asked = tasks.poll(); asked != null; asked = tasks.poll()) {
      asked.perform();
    }
    catchUp();
    timer.fire(System.nanoTime(), advance);
  }

  /**
   * After having been held up: what waits at the sockets is heard before anything is made up for
   * it.
   */
  private void catchUp() throws IOException {
    if (timer.isBehind(System.nanoTime())) {
      int rounds = 0;
      while (rounds < MOST_ROUNDS && selector.selectNow(serve) > 0) {
        rounds++;
      }
    }
  }

  private void serve(SelectionKey key) {
    Served served = (Served) key.attachment();
    try {
      served.session().receive(served.side(), served.channel());
      timer.schedule(served.session(), served.session().relay().nextAfter(served.side()));
    } catch (CancelledKeyException | ClosedChannelException closed) {
      LOG.debug("{} closed", served.session().id());
    } catch (IOException | RuntimeException | Error failure) { // the other calls go on
      LOG.warn("a packet of {} is lost: {}", served.session().id(), failure.toString());
    }
  }

  private void advance(LiveSession session) {
    try {
      session.advance();
    } catch (RuntimeException | Error failure) {
      LOG.warn("what was due of {} is lost: {}", session.id(), failure.toString());
    }
    reschedule(session);
  }
}
