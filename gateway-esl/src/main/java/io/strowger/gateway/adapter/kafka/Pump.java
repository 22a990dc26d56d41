package io.strowger.gateway.adapter.kafka;

import io.strowger.gateway.adapter.buffer.EventBuffer;
import io.strowger.gateway.adapter.buffer.Waiting;
import io.strowger.messaging.Publisher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what waits in the buffer to Kafka, in its order, on a thread of its own. */
final class Pump implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration FENCED = Duration.ofMillis(20);
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(3);

  private final EventBuffer buffer;
  private final Publisher publisher;
  private final Fence fence;
  private final Fate fate;
  private final Thread thread;
  private volatile boolean closing;

  /** Hears what became of records. */
  interface Fate {
    /** It is given to the Kafka client. */
    void handedOver(Waiting waiting);

    /** Kafka has it. */
    void acknowledged(Waiting waiting);

    /** Kafka will never take it. */
    void lost(Waiting waiting, Throwable why);

    /** Another instance has told it, or what replaces it. */
    void superseded(Waiting waiting);

    /** To be called from time to time, while there is room. */
    void idle();
  }

  Pump(EventBuffer buffer, Publisher publisher, Fence fence, Fate fate) {
    this.buffer = buffer;
    this.publisher = publisher;
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
        if (taken != null) {
          bring(taken);
        }
        fate.idle();
      }
    } catch (InterruptedException stopped) {
      LOG.debug("stopped with {}", buffer.depth());
    }
  }

  private void bring(EventBuffer.Taken taken) throws InterruptedException {
    Waiting waiting = taken.waiting();
    Fence.Passage passage = fence.of(waiting.switchId(), waiting.epoch());
    while (passage == Fence.Passage.WAIT) {
      Thread.sleep(FENCED);
      passage = fence.of(waiting.switchId(), waiting.epoch());
    }
    if (passage == Fence.Passage.CLOSED) {
      buffer.done(taken);
      fate.superseded(waiting);
      return;
    }
    fate.handedOver(waiting);
    CompletableFuture<Void> sent = publisher.send(waiting.record());
    while (isHeldBack(sent)) {
      LOG.warn("Kafka takes nothing: {} wait", buffer.depth());
      Thread.sleep(RETRY);
      sent = publisher.send(waiting.record());
    }
    sent.whenComplete((done, failure) -> ended(taken, failure));
  }

  /** What is unacknowledged when the gateway stops stays in the buffer. */
  private void ended(EventBuffer.Taken taken, @Nullable Throwable failure) {
    if (failure != null && closing) {
      return;
    }
    buffer.done(taken);
    if (failure == null) {
      fate.acknowledged(taken.waiting());
    } else {
      fate.lost(taken.waiting(), failure);
    }
  }

  private static boolean isHeldBack(CompletableFuture<Void> sent) {
    return sent.isCompletedExceptionally() && sent.exceptionNow() instanceof RetriableException;
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
