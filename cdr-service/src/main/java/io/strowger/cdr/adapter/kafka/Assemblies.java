package io.strowger.cdr.adapter.kafka;

import io.strowger.cdr.adapter.db.AssemblyStore;
import io.strowger.cdr.adapter.db.CdrStore;
import io.strowger.cdr.assembly.Assembler;
import io.strowger.cdr.assembly.Assembler.Step;
import io.strowger.cdr.assembly.CallAssembly;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.cdr.CallDetailRecord;
import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Due;
import io.strowger.messaging.Received;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.Sweeper;
import io.strowger.messaging.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings each message to its assembly: a batch is one transaction, in which the assemblies of its
 * calls are read, led on, and written with the records that became complete.
 */
public final class Assemblies implements BatchHandler, AutoCloseable {
  private static final Duration SWEEP = Duration.ofMillis(250);

  private final ServiceLink link;
  private final AssemblyStore store;
  private final CdrStore records;
  private final Assembler assembler;
  private final Clock clock;
  private final Sweeper sweeper;

  /** Leads assemblies on with this assembler. */
  public Assemblies(
      ServiceLink link, AssemblyStore store, CdrStore records, Assembler assembler, Clock clock) {
    this.link = link;
    this.store = store;
    this.records = records;
    this.assembler = assembler;
    this.clock = clock;
    this.sweeper =
        new Sweeper(link.database(), "cdr-graces", SWEEP)
            .lookingAfter(new Graces())
            .doing(unit -> store.forgetOld(unit.connection()));
  }

  @Override
  public void accept(List<Received> batch) {
    List<Received> relevant = batch.stream().filter(Assemblies::matters).toList();
    if (relevant.isEmpty()) {
      return;
    }
    link.database()
        .transact(unit -> {
          leadOn(unit, relevant);
          return null;
        });
  }

  private void leadOn(UnitOfWork unit, List<Received> relevant) throws SQLException {
    Set<String> calls = new TreeSet<>();
    relevant.forEach(received -> calls.add(callOf(received.message())));
    Map<String, CallAssembly> known = store.lock(unit.connection(), calls);
    Map<String, CallAssembly> changed = new HashMap<>();
    Map<String, CallDetailRecord> complete = new LinkedHashMap<>();
    Map<String, CallDetailRecord> past = pastRecords(unit, relevant, known.keySet());
    for (Received received : relevant) {
      String call = callOf(received.message());
      CallAssembly before = changed.getOrDefault(call, known.get(call));
      CallDetailRecord latest = complete.getOrDefault(call, past.get(call));
      if (before == null
          && received.message() instanceof CallCharged charge
          && (latest != null || Assembler.isTold(charge))) {
        (latest == null ? assembler.told(charge) : assembler.recharged(latest, charge))
            .ifPresent(next -> complete.put(call, next));
        continue;
      }
      CallAssembly led = before == null ? assembler.resumed(latest) : before;
      Step step = step(led, received.message(), clock.instant());
      if (step != null) {
        keep(led, step, changed, complete);
      }
    }
    write(unit, changed, complete);
  }

  /** Records of calls whose assemblies are forgotten, locked for the transaction. */
  private Map<String, CallDetailRecord> pastRecords(
      UnitOfWork unit, List<Received> relevant, Set<String> known) throws SQLException {
    Set<String> calls = new TreeSet<>();
    relevant.forEach(received -> calls.add(callOf(received.message())));
    calls.removeAll(known);
    return records.lock(unit.connection(), calls);
  }

  private @Nullable Step step(@Nullable CallAssembly known, Object message, Instant now) {
    return switch (message) {
      case CallEvent.LegCreated created -> assembler.created(known, created, now);
      case CallEvent.CallParked parked -> assembler.parked(known, parked, now);
      case CallEvent.LegAnswered answered -> assembler.answered(known, answered);
      case CallEvent.LegHungUp hungUp -> assembler.ended(known, hungUp, now);
      case CommandResult result -> assembler.executed(known, result, now);
      case CallCharged charge -> assembler.charged(known, charge, now);
      case TranscodingReply.RelayAllocated _ ->
          known == null ? null : assembler.relayed(known, now);
      case TranscodingReply.RelayReleased released ->
          known == null ? null : assembler.released(known, released, now);
      default -> throw new IllegalArgumentException("not read here: " + message.getClass());
    };
  }

  private static void keep(
      @Nullable CallAssembly before,
      Step step,
      Map<String, CallAssembly> changed,
      Map<String, CallDetailRecord> complete) {
    String call = step.assembly().call().value();
    if (!step.assembly().equals(before)) {
      changed.put(call, step.assembly());
    }
    if (step.record() != null) {
      complete.put(call, step.record());
    }
  }

  private void write(
      UnitOfWork unit, Map<String, CallAssembly> changed, Map<String, CallDetailRecord> complete)
      throws SQLException {
    store.save(unit.last(), changed.values());
    records.save(unit.connection(), complete.values());
    for (CallDetailRecord record : complete.values()) {
      String call = record.callId().value();
      unit.send(
          link.outgoing()
              .of(Topic.CDRS, call, record, call + "-" + record.revision(), null, clock.instant()));
    }
  }

  /** Looks after graces from now on. */
  public void startSweeping() {
    sweeper.start();
  }

  @Override
  public void close() {
    sweeper.close();
  }

  /** Calls that have waited long enough for what is missing. */
  private final class Graces implements Due {
    @Override
    public List<String> lock(Connection connection, Collection<String> without, int limit)
        throws SQLException {
      return store.lockDue(connection, clock.instant(), without, limit);
    }

    @Override
    public void lookAfter(UnitOfWork unit, List<String> calls) throws SQLException {
      Map<String, CallAssembly> changed = new HashMap<>();
      Map<String, CallDetailRecord> complete = new LinkedHashMap<>();
      for (CallAssembly due : store.lock(unit.connection(), Set.copyOf(calls)).values()) {
        keep(due, assembler.waitedLongEnough(due), changed, complete);
      }
      write(unit, changed, complete);
    }
  }

  private static boolean matters(Received received) {
    return switch (received.message()) {
      case CallEvent.LegCreated _, CallEvent.CallParked _ -> true;
      case CallEvent.LegAnswered _, CallEvent.LegHungUp _ -> true;
      case CallEvent _ -> false;
      case CommandResult result ->
          result.outcome() == CommandOutcome.FAILED
              && result.attempt() != null
              && result.otherLegId() == null;
      case CallCharged _, TranscodingReply.RelayAllocated _, TranscodingReply.RelayReleased _ ->
          true;
      default -> false;
    };
  }

  private static String callOf(Object message) {
    return switch (message) {
      case CallEvent event -> event.head().callId().value();
      case CommandResult result -> result.callId().value();
      case CallCharged charge -> charge.callId().value();
      case TranscodingReply reply -> reply.head().callId().value();
      default -> throw new IllegalArgumentException("not read here: " + message.getClass());
    };
  }
}
