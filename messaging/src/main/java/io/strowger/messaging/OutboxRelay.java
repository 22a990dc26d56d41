package io.strowger.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what transactions left in the outbox.
 *
 * <p>Right after its commit a record is sent from memory; what Kafka did not take, and what an
 * earlier run left, is read from the table in order. A row is deleted once Kafka has its records,
 * so a crash in between sends them again: consumers know them by their {@code ce_id}. What Kafka
 * will never take goes to dead letters, and the rest on in its order. Rows of an instance that was
 * removed are taken over by the others.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int PAGE = 100;
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(2);
  private static final Duration INBOX_SWEEP = Duration.ofMinutes(10);

  private final OutboxTable table;
  private final OutboxOwner owner;
  private final Publisher publisher;
  private final DeadLetters deadLetters;
  private final Thread thread;
  private final LinkedBlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
  // True until the table was read through: at the start, and after Kafka refused something.
  private final AtomicBoolean behind = new AtomicBoolean(true);
  private volatile boolean left;
  private volatile boolean closing;
  private long nextSweep = System.nanoTime();
  private long nextLook = nextSweep;

  /**
   * A relay that publishes once {@link #start}ed.
   *
   * @param instance the service's ordinal: each relays what it wrote itself, in order
   */
  public OutboxRelay(DataSource source, Publisher publisher, int instance) {
    this.table = new OutboxTable(source, instance);
    this.owner = new OutboxOwner(source, instance);
    this.publisher = publisher;
    this.deadLetters = new DeadLetters(publisher);
    this.thread = Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::run);
  }

  /** Begins to publish. */
  public void start() {
    thread.start();
  }

  int instance() {
    return table.instance();
  }

  /** Has the table read through: there may be rows that nobody has in memory. */
  void readThrough() {
    left = true;
  }

  void committed(List<OutboxRow> rows) {
    for (OutboxRow row : rows) {
      if (isLeftToTheTable()) {
        return;
      }
      publisher
          .sendAtOnce(row.records())
          .whenComplete((sent, failure) -> {
            if (failure == null) {
              acknowledged.add(row.id());
            } else {
              LOG.warn("Kafka did not take outbox row {}: {}", row.id(), failure.toString());
              behind.set(true);
            }
          });
    }
  }

  private synchronized boolean isLeftToTheTable() {
    if (behind.get()) {
      left = true;
    }
    return behind.get();
  }

  /** From here on records go from memory, none of them before one that is still to be read. */
  private synchronized boolean hasReadThrough() {
    behind.set(left);
    return !left;
  }

  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      try {
        lookAround();
        deleteAcknowledged(TICK);
        catchUp();
        sweepInbox();
      } catch (SQLException | Unavailable failure) {
        LOG.warn("outbox waits: {}", failure.toString());
        pause();
      } catch (RuntimeException defect) {
        LOG.error("outbox cannot be sent, and is tried again", defect);
        pause();
      }
    }
    try (owner) {
      deleteAcknowledged(Duration.ZERO);
    } catch (SQLException failure) {
      LOG.info("rows already sent stay for the next start: {}", failure.toString());
    }
  }

  private void deleteAcknowledged(Duration wait) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try {
      Long first = acknowledged.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      ids.add(first);
      Thread.sleep(closing ? Duration.ZERO : TICK); // gathers a statement's worth of them
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closing = true;
    }
    acknowledged.drainTo(ids);
    try {
      table.delete(ids);
    } catch (SQLException failure) {
      acknowledged.addAll(ids);
      throw failure;
    }
  }

  /**
   * Sends from the table, oldest first, until nothing is left that memory passed over. A row that
   * cannot be read is passed over as well, for who can read it, and so is one with a record that is
   * refused even as a dead letter.
   */
  private void catchUp() throws SQLException {
    if (left) {
      behind.set(true);
    }
    List<Long> staying = new ArrayList<>();
    while (behind.get() && !closing) {
      left = false;
      List<OutboxRow> rows = table.oldest(staying, PAGE);
      if (rows.isEmpty()) {
        if (hasReadThrough()) {
          return;
        }
        continue;
      }
      Set<Outgoing> unburied = send(rows);
      List<Long> done = new ArrayList<>();
      for (OutboxRow row : rows) {
        boolean stays = !row.isReadable() || !Collections.disjoint(row.records(), unburied);
        (stays ? staying : done).add(row.id());
      }
      table.delete(done);
    }
  }

  /** Gives what neither Kafka takes nor its topic of dead letters. */
  private Set<Outgoing> send(List<OutboxRow> rows) {
    return publisher.deliver(rows.stream().flatMap(row -> row.records().stream()).toList()).stream()
        .filter(refused -> !deadLetters.bury(refused))
        .map(Refused::record)
        .collect(Collectors.toSet());
  }

  private void lookAround() throws SQLException {
    if (System.nanoTime() - nextLook >= 0) {
      nextLook = System.nanoTime() + LOOK_AROUND.toNanos();
      owner.live();
      int rows = owner.takeOver();
      if (rows > 0) {
        LOG.info("sends {} outbox rows of instances that are gone", rows);
        left = true;
      }
    }
  }

  private void sweepInbox() throws SQLException {
    if (System.nanoTime() - nextSweep >= 0) {
      nextSweep = System.nanoTime() + INBOX_SWEEP.toNanos();
      table.forgetInputsSeenLongAgo();
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }
}
