package io.strowger.rating.crash;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.id.CallId;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Callers, routing and a switch in one: calls are placed at a steady rate from a seeded generator,
 * answered once they are authorised, and ended by a party or by the switch's timer. Some records
 * come twice, some callers give up before anything is decided, some ends are never told.
 */
final class Callers implements AutoCloseable {
  /** Authorised, answered, ended; but those refused or given up are not answered. */
  private static final double OPERATIONS_A_CALL = 2.6;

  private static final double TWICE = 0.03;
  private static final double NEVER_TOLD = 0.01;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Random random;
  private final Words words;
  private final Population population;
  private final Publisher publisher;
  private final Feed feed;
  private final Duration between;
  private final Map<String, PlayedCall> calls = new LinkedHashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final List<CompletableFuture<Void>> sent = new ArrayList<>();
  private Instant nextCall = Instant.now();
  private long operations;
  private Instant lastDecision = Instant.EPOCH;
  private Instant playedUntil = Instant.EPOCH;

  /** The switch's timers: they end with their calls. */
  private final PriorityQueue<KillTimer> timers =
      new PriorityQueue<>(Comparator.comparing(KillTimer::at));

  private record Due(Instant at, Runnable what) {}

  private record KillTimer(Instant at, PlayedCall call) {}

  Callers(Site site, Population population, long seed, int operationsPerSecond) {
    this.random = new Random(seed);
    this.words = new Words(site);
    this.population = population;
    this.publisher = new Publisher(site.kafka());
    this.feed = new Feed(site);
    this.between = Duration.ofNanos((long) (1e9 * OPERATIONS_A_CALL / operationsPerSecond));
  }

  /** Places calls for so long. */
  void callFor(Duration time) {
    Instant end = Instant.now().plus(time);
    callUntil(() -> Instant.now().isAfter(end), time.plusSeconds(1));
  }

  /** Places calls until something is true, which must be in time. */
  void callUntil(BooleanSupplier condition, Duration within) {
    Instant latest = Instant.now().plus(within);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(latest)) {
        throw new AssertionError("it did not come true within " + within);
      }
      for (; nextCall.isBefore(Instant.now()); nextCall = nextCall.plus(between)) {
        place();
      }
      tick();
    }
  }

  /** Places no more calls, and plays those under way to their end. */
  void hangUpSoon() {
    while (!due.isEmpty() || calls.values().stream().anyMatch(call -> !call.decided)) {
      tick();
    }
    sent.forEach(CompletableFuture::join);
  }

  /** Every call that was placed. */
  List<PlayedCall> calls() {
    return List.copyOf(calls.values());
  }

  /** How many records were sent. */
  long operations() {
    return operations;
  }

  /** When the service last decided by its books. */
  Instant lastDecision() {
    return lastDecision;
  }

  /** Everything due by then was done. */
  Instant playedUntil() {
    return playedUntil;
  }

  private void tick() {
    feed.poll(this::decided, this::command);
    Instant now = Instant.now();
    for (Due next = due.peek(); next != null && !next.at().isAfter(now); ) {
      due.remove();
      next.what().run();
      next = due.peek();
    }
    for (KillTimer next = timers.peek();
        next != null && !next.at().isAfter(now);
        next = timers.peek()) {
      timers.remove();
      end(next.call(), next.at(), HangupCause.ALLOTTED_TIMEOUT);
    }
    playedUntil = now;
    if (sent.size() > 10_000) {
      sent.forEach(CompletableFuture::join);
      sent.clear();
    }
  }

  private void place() {
    PlayedCall call =
        new PlayedCall(
            new CallId(new java.util.UUID(random.nextLong(), random.nextLong()).toString()),
            population.any(random),
            random.nextInt(4) == 0 ? Prices.BY_SIX : Prices.BY_SECOND,
            micros(Instant.now()));
    calls.put(call.id.value(), call);
    send(words.mayIt(call));
    Duration patience = random.nextInt(50) == 0 ? between(0, 300) : PATIENCE;
    in(
        patience,
        () -> {
          if (call.answeredAt == null) {
            end(call, micros(Instant.now()), new HangupCause("ORIGINATOR_CANCEL"));
          }
        });
  }

  private void decided(ChargingDecision decision) {
    if (Told.isByTheBooks(decision)) {
      lastDecision = decision.head().decidedAt();
    }
    PlayedCall call = call(decision.head().callId());
    if (call.decided) {
      return;
    }
    call.decided = true;
    switch (decision) {
      case ChargingDecision.CallAuthorized authorised -> {
        call.authorised = true;
        call.grantSeconds = authorised.grantSeconds();
        in(between(200, 1_500), () -> answer(call));
      }
      case ChargingDecision.CallRefused _ ->
          end(call, micros(Instant.now()), new HangupCause("OUTGOING_CALL_BARRED"));
    }
  }

  private void answer(PlayedCall call) {
    if (call.endedAt != null) {
      return;
    }
    Instant now = micros(Instant.now());
    call.answeredAt = now;
    send(words.answered(call));
    if (call.grantSeconds != null) {
      endByTimer(call, now.plusSeconds(call.grantSeconds));
    }
    in(between(300, 12_000), () -> end(call, micros(Instant.now()), HangupCause.NORMAL_CLEARING));
  }

  private void command(CallCommand command) {
    PlayedCall call = call(command.head().callId());
    if (command instanceof CallCommand.ScheduleHangUp timer) {
      Instant now = micros(Instant.now());
      boolean lives = call.endedAt == null;
      if (lives) {
        endByTimer(call, now.plusSeconds(timer.afterSeconds()));
      }
      send(words.ended(timer, lives ? CommandOutcome.COMPLETED : CommandOutcome.GONE, 1, now));
    }
  }

  private void endByTimer(PlayedCall call, Instant at) {
    call.killAt = at;
    timers.removeIf(timer -> timer.call() == call);
    timers.add(new KillTimer(at, call));
  }

  private void end(PlayedCall call, Instant at, HangupCause cause) {
    if (call.endedAt != null) {
      return;
    }
    if (call.answeredAt != null && random.nextDouble() < NEVER_TOLD) {
      call.endNeverTold = true;
    }
    call.endedAt = at;
    timers.removeIf(timer -> timer.call() == call);
    if (!call.endNeverTold) {
      send(words.hungUp(call, cause));
    }
  }

  private void send(Outgoing record) {
    operations++;
    sent.add(publisher.send(record));
    if (random.nextDouble() < TWICE) {
      in(between(0, 3_000), () -> sent.add(publisher.send(record)));
    }
  }

  private PlayedCall call(CallId id) {
    PlayedCall call = calls.get(id.value());
    if (call == null) {
      throw new AssertionError("nobody placed call " + id);
    }
    return call;
  }

  private void in(Duration time, Runnable what) {
    due.add(new Due(Instant.now().plus(time), what));
  }

  private Duration between(int leastMillis, int mostMillis) {
    return Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    feed.close();
    publisher.close();
  }
}
