package io.strowger.gateway.adapter.kafka;

import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.adapter.buffer.Waiting;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import io.strowger.messaging.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what waits in the buffer to Kafka, in its order, on a thread of its own. What Kafka does
 * not take now (it is away, a right was withdrawn) is older than all that was not sent yet: it is
 * sent again before anything else.
 */
final class Pump implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration FENCED = Duration.ofMillis(20);
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(3);

  private final EventBuffer buffer;
  private final Way way;
  private final Fence fence;
  private final Fate fate;
  private final Thread thread;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Queue<Failed> failed = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;

  private record Failed(EventBuffer.Taken taken, Throwable why) {}

  /** How records get to Kafka. */
  interface Way {
    /** Fails when Kafka does not take it. */
    CompletableFuture<Void> send(Outgoing record);

    /**
     * Puts aside what Kafka will never take where it belongs.
     *
     * @return true once Kafka has it, false when it will never take it there either
     * @throws Unavailable when Kafka does not take it now
     */
    boolean putAside(Outgoing record, Throwable why);
  }

  /** Hears what became of records. */
  interface Fate {
    /** It is given to the Kafka client. */
    void handedOver(Waiting waiting);

    /** Kafka has it. */
    void acknowledged(Waiting waiting);

    /** Kafka will never take it, not even as a dead letter. */
    void lost(Waiting waiting, Throwable why);

    /** Another instance has told it, or what replaces it. */
    void superseded(Waiting waiting);

    /** To be called from time to time, while there is room. */
    void idle();
  }

  Pump(EventBuffer buffer, Way way, Fence fence, Fate fate) {
    this.buffer = buffer;
    this.way = way;
    this.fence = fence;
    this.fate = fate;
    this.thread = Thread.ofPlatform().daemon().name("kafka-pump").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing) {
        EventBuffer.Taken taken = buffer.take(PATIENCE);
        if (taken != null && mayPass(taken)) {
          fate.handedOver(taken.waiting());
          send(taken);
        }
        if (!failed.isEmpty()) {
          sendAgain();
        }
        fate.idle();
      }
    } catch (InterruptedException stopped) {
      LOG.debug("stopped with {}", buffer.depth());
    }
  }

  private boolean mayPass(EventBuffer.Taken taken) throws InterruptedException {
    Waiting waiting = taken.waiting();
    Fence.Passage passage = fence.of(waiting.switchId(), waiting.epoch());
    while (passage == Fence.Passage.WAIT) {
      Thread.sleep(FENCED);
      passage = fence.of(waiting.switchId(), waiting.epoch());
    }
    if (passage == Fence.Passage.CLOSED) {
      buffer.done(taken);
      fate.superseded(waiting);
    }
    return passage == Fence.Passage.OPEN;
  }

  private void send(EventBuffer.Taken taken) {
    underWay.incrementAndGet();
    way.send(taken.waiting().record())
        .whenComplete((done, failure) -> {
          if (failure == null) {
            buffer.done(taken);
            fate.acknowledged(taken.waiting());
          } else {
            failed.add(new Failed(taken, failure));
          }
          underWay.decrementAndGet();
        });
  }

  /** One alone tells whether Kafka takes the others. What was not taken when we stop, is kept. */
  private void sendAgain() throws InterruptedException {
    List<EventBuffer.Taken> again = notTaken();
    while (!again.isEmpty()) {
      LOG.warn("Kafka takes nothing: {} wait", buffer.depth());
      Thread.sleep(RETRY);
      List<EventBuffer.Taken> others = again.subList(1, again.size());
      sendOnceMore(again.subList(0, 1));
      List<EventBuffer.Taken> left = notTaken();
      if (left.isEmpty()) {
        sendOnceMore(others);
        left = notTaken();
      } else {
        left.addAll(others);
      }
      again = left;
    }
  }

  private void sendOnceMore(List<EventBuffer.Taken> again) throws InterruptedException {
    for (EventBuffer.Taken taken : again) {
      if (mayPass(taken)) {
        send(taken);
      }
    }
  }

  /** What may be taken another time, once Kafka has answered all that is under way. */
  private List<EventBuffer.Taken> notTaken() throws InterruptedException {
    while (underWay.get() > 0) {
      Thread.sleep(FENCED);
    }
    List<EventBuffer.Taken> left = new ArrayList<>();
    for (Failed one = failed.poll(); one != null; one = failed.poll()) {
      if (!Publisher.isRefusedForGood(one.why()) || !isPutAside(one)) {
        left.add(one.taken());
      }
    }
    return left;
  }

  private boolean isPutAside(Failed refused) {
    Waiting waiting = refused.taken().waiting();
    try {
      if (!way.putAside(waiting.record(), refused.why())) {
        fate.lost(waiting, refused.why());
      }
      buffer.done(refused.taken());
      return true;
    } catch (Unavailable notNow) {
      return false;
    }
  }

  /** Ends when all was taken, or after a few seconds. */
  @Override
  public void close() {
    try {
      long until = System.nanoTime() + DRAINED_WITHIN.toNanos();
      while (buffer.depth().records() > 0 && System.nanoTime() < until && thread.isAlive()) {
        Thread.sleep(FENCED);
      }
      closing = true;
      thread.interrupt();
      thread.join(DRAINED_WITHIN);
    } catch (InterruptedException interrupted) {
      closing = true;
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
