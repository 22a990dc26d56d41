package io.strowger.rating.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchConsumer;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.ConsumerSettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Database and Kafka do not commit together: what was committed in one and not yet in the other is
 * delivered again.
 */
class CommitGapIT {
  private static final int CRASHES = Integer.getInteger("strowger.soak.gaps", 60);
  private static final int HANDED_OVER_EVERY = 10;
  private static final long SEED = Long.getLong("strowger.soak.seed", 1891);
  private static final int CHANGES_OF_HANDS = 8;
  private static final int SOON_SECONDS = 60;

  @Test
  void what_is_delivered_again_after_its_commit_changes_nothing() throws Exception {
    System.out.printf("%d crashes between the commits, seed %d%n", CRASHES, SEED);
    Crash.quietly();
    Site site = InProcess.site("crash_gap", 1);
    Exchange exchange = new Exchange(site, SEED);
    AtomicInteger delivered = new AtomicInteger();
    try (InProcess service = new InProcess(site, 0, Clock.systemUTC())) {
      service.link().start();
      BatchHandler counting =
          batch -> {
            service.requests().accept(batch);
            delivered.addAndGet(batch.size());
          };
      int sent = 0;
      for (int crash = 1; crash <= CRASHES; crash++) {
        var some = exchange.some();
        service.link().publisher().sendAll(some);
        sent += some.size();
        crashAfterOneBatch(site, service, counting);
        exchange.payInALittle();
        if (crash % HANDED_OVER_EVERY == 0) {
          readToTheEnd(site, service, counting);
        }
      }
      service.link().publisher().sendAll(exchange.theEnd());
      readToTheEnd(site, service, counting);
      Settled.everything(site, exchange.calls());

      assertThat(delivered.get()).as("deliveries of %d records", sent).isGreaterThan(2 * sent);
      new Audit(site, Told.on(site)).passes(exchange.calls(), exchange.cashier().paidIn());
    }
  }

  @Test
  void partitions_change_hands_at_any_moment_and_nothing_is_lost_or_done_twice() throws Exception {
    Crash.quietly();
    Site site = InProcess.site("crash_hands", 4);
    Exchange exchange = new Exchange(site, SEED);
    try (InProcess service = new InProcess(site, 0, Clock.systemUTC());
        BatchConsumer one = sharing(site, service, service.requests())) {
      service.link().start();
      one.start();
      for (int change = 0; change < CHANGES_OF_HANDS; change++) {
        CountDownLatch worked = new CountDownLatch(1);
        BatchHandler work =
            change % 2 == 0 ? service.requests() : Crash.after(service.requests(), worked);
        try (BatchConsumer other = sharing(site, service, work)) {
          other.start();
          await()
              .dontCatchUncaughtExceptions()
              .atMost(SOON_SECONDS, TimeUnit.SECONDS)
              .until(() -> {
                service.link().publisher().sendAll(exchange.some());
                return other.isReading() || worked.getCount() == 0;
              });
          service.link().publisher().sendAll(exchange.some());
        }
        exchange.payInALittle();
      }
      service.link().publisher().sendAll(exchange.theEnd());
      Settled.everything(site, exchange.calls());
      new Audit(site, Told.on(site)).passes(exchange.calls(), exchange.cashier().paidIn());
    }
  }

  private static BatchConsumer sharing(Site site, InProcess service, BatchHandler handler) {
    return new BatchConsumer(
        ConsumerSettings.shared(
            impatient(site), site.catalogue(), "rating", List.of(Topic.CHARGING_REQUESTS)),
        service.link().publisher(),
        handler);
  }

  private static void crashAfterOneBatch(Site site, InProcess service, BatchHandler work)
      throws InterruptedException {
    CountDownLatch crashed = new CountDownLatch(1);
    try (BatchConsumer consumer = consumer(site, service, Crash.after(work, crashed))) {
      consumer.start();
      assertThat(crashed.await(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A consumer that lives until nothing is left, and hands over its offsets. */
  private static void readToTheEnd(Site site, InProcess service, BatchHandler work)
      throws InterruptedException {
    long end = endOfRequests(site);
    CountDownLatch done = new CountDownLatch(1);
    BatchHandler until =
        batch -> {
          work.accept(batch);
          if (batch.getLast().offset() == end - 1) {
            done.countDown();
          }
        };
    try (BatchConsumer consumer = consumer(site, service, until)) {
      consumer.start();
      assertThat(done.await(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static long endOfRequests(Site site) {
    String topic = site.catalogue().nameOf(Topic.CHARGING_REQUESTS);
    try (var consumer = site.reader(List.of(topic))) {
      return consumer.endOffsets(consumer.assignment()).values().iterator().next();
    }
  }

  private static BatchConsumer consumer(Site site, InProcess service, BatchHandler handler) {
    return new BatchConsumer(
        ConsumerSettings.assigned(
            impatient(site), site.catalogue(), "rating", Topic.CHARGING_REQUESTS, 0),
        service.link().publisher(),
        handler);
  }

  /** A consumer that ends waits for its last fetch, and one that begins waits between its tries. */
  private static Map<String, Object> impatient(Site site) {
    Map<String, Object> kafka = new HashMap<>(site.kafka());
    kafka.put("fetch.max.wait.ms", 10);
    kafka.put("retry.backoff.ms", 5);
    kafka.put("reconnect.backoff.ms", 5);
    return kafka;
  }
}
