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
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
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
  private static final Duration TOLD_EVERY = Duration.ofSeconds(10);
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(3);

  private final EventBuffer buffer;
  private final Way way;
  private final Fence fence;
  private final Fate fate;
  private final Thread thread;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Queue<Failed> failed = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Long heldBackSince; // by System.nanoTime
  private volatile boolean closing;

  private record Failed(EventBuffer.Taken taken, Throwable why) {
    private void tell(EventBuffer.Depth waiting) {
      String topic = taken.waiting().record().topic();
      LOG.warn("Kafka takes nothing: {} wait, first one for {}: {}", waiting, topic, why);
    }
  }

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

  /** True when Kafka has refused for so long what goes before all else. */
  boolean isHeldBack(Duration time) {
    Long since = heldBackSince;
    return since != null && System.nanoTime() - since >= time.toNanos();
  }

  /** One alone tells whether Kafka takes the others. What was not taken when we stop, is kept. */
  private void sendAgain() throws InterruptedException {
    long toldAt = System.nanoTime() - TOLD_EVERY.toNanos();
    List<Failed> again = notTaken();
    while (!again.isEmpty()) {
      long now = System.nanoTime();
      heldBackSince = heldBackSince == null ? (Long) now : heldBackSince;
      if (now - toldAt >= TOLD_EVERY.toNanos()) {
        toldAt = now;
        again.getFirst().tell(buffer.depth());
      }
      Thread.sleep(RETRY);
      List<Failed> others = again.subList(1, again.size());
      sendOnceMore(again.subList(0, 1));
      List<Failed> left = notTaken();
      if (left.isEmpty()) {
        sendOnceMore(others);
        left = notTaken();
      } else {
        left.addAll(others);
      }
      again = left;
    }
    heldBackSince = null;
  }

  private void sendOnceMore(List<Failed> again) throws InterruptedException {
    for (Failed one : again) {
      if (mayPass(one.taken())) {
        send(one.taken());
      }
    }
  }

  /** What may be taken another time, once Kafka has answered all that is under way. */
  private List<Failed> notTaken() throws InterruptedException {
    while (underWay.get() > 0) {
      Thread.sleep(FENCED);
    }
    List<Failed> left = new ArrayList<>();
    for (Failed one = failed.poll(); one != null; one = failed.poll()) {
      if (!Publisher.isRefusedForGood(one.why()) || !isPutAside(one)) {
        left.add(one);
      }
    }
    return left;
  }

  /** A dead letter that may not be written either is no reason to hold back all that is heard. */
  private boolean isPutAside(Failed refused) {
    Waiting waiting = refused.taken().waiting();
    try {
      if (!way.putAside(waiting.record(), refused.why())) {
        fate.lost(waiting, refused.why());
      }
    } catch (Unavailable notNow) {
      if (notNow.getCause() instanceof RetriableException) {
        return false;
      }
      LOG.error("what Kafka refuses cannot be put aside", notNow);
      fate.lost(waiting, refused.why());
    }
    buffer.done(refused.taken());
    return true;
  }

  /** Ends when all was taken, or after a few seconds. */
  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      closing = true;
      return;
    }
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
