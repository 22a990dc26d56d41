package io.strowger.routing.adapter.kafka;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.transcoding.TranscodingReply;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Due;
import io.strowger.messaging.HeardFirst;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Received;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.Sweeper;
import io.strowger.messaging.UnitOfWork;
import io.strowger.routing.adapter.db.HuntStore;
import io.strowger.routing.carrier.RouteTable;
import io.strowger.routing.hunt.Decision;
import io.strowger.routing.hunt.Hunt;
import io.strowger.routing.hunt.HuntPolicy;
import io.strowger.routing.hunt.Stage;
import io.strowger.routing.relay.Transcoders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings each message to its hunt: a batch is one transaction, in which the hunts of its calls are
 * read, led on, and written with what they order.
 */
public final class Hunts implements BatchHandler, AutoCloseable {
  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final Duration LOST_LOOK = Duration.ofSeconds(1);
  private static final Duration FORGET = Duration.ofHours(1);
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(30);

  /** Where a caller is refused for an answer that may lie unread; at others the switch is asked. */
  private static final Set<Stage> ANSWER_AWAITED = Set.of(Stage.AUTHORISATION, Stage.RELAY);

  private static final int SWEPT_AT_ONCE = 200;
  private static final String BRIDGE = "bridge_call";
  private static final String QUERY = "query_leg";

  private final ServiceLink link;
  private final HuntStore store;
  private final HuntPolicy policy;
  private final Supplier<RouteTable> routes;
  private final Transcoders transcoders;
  private final Clock clock;
  private final Instant startedAt;
  private Instant lostLookedAt = Instant.EPOCH;
  // A call: those whose transcoder does not come back keep no others from being looked at.
  private String lostLookedAtUpTo = "";
  private Instant forgottenAt = Instant.EPOCH;
  private final HeardFirst refusals;
  private final Sweeper sweeper;

  /** What hunts are led by. */
  public record Guides(
      HuntPolicy policy, Supplier<RouteTable> routes, Transcoders transcoders, Clock clock) {}

  /** Leads hunts on by the policy, with the routes and transcoders of the moment. */
  public Hunts(ServiceLink link, HuntStore store, Guides guides) {
    this.link = link;
    this.store = store;
    this.policy = guides.policy();
    this.routes = guides.routes();
    this.transcoders = guides.transcoders();
    this.clock = guides.clock();
    this.startedAt = clock.instant();
    this.refusals =
        new HeardFirst("refusals for silence", HEARD_WITHIN, () -> link.hasCaughtUp(this));
    this.sweeper =
        new Sweeper(link.database(), "hunt-deadlines", SWEEP)
            .lookingAfter(new Deadlines())
            .doing(this::restoreLost)
            .doing(this::forget);
  }

  @Override
  public void accept(List<Received> batch) {
    List<Received> relevant = batch.stream().filter(Hunts::matters).toList();
    if (relevant.isEmpty()) {
      return;
    }
    link.database()
        .transact(unit -> {
          Set<String> calls = new TreeSet<>();
          relevant.forEach(received -> calls.add(callOf(received.message())));
          Map<String, Hunt> known = store.lock(unit.connection(), calls);
          Map<String, Hunt> changed = new HashMap<>();
          for (Received received : relevant) {
            String call = callOf(received.message());
            Hunt before = changed.getOrDefault(call, known.get(call));
            Decision decision = decide(before, received.message(), clock.instant());
            keep(unit, before, decision, changed, received.traceparent());
          }
          store.save(unit.last(), changed.values());
          return null;
        });
  }

  /** Looks after deadlines from now on. */
  public void startSweeping() {
    sweeper.start();
  }

  @Override
  public void close() {
    sweeper.close();
  }

  /** Hunts that have waited too long; nobody is refused for what lies unread. */
  private final class Deadlines implements Due {
    @Override
    public List<String> lock(Connection connection, Collection<String> without, int limit)
        throws SQLException {
      Instant now = clock.instant();
      Set<Stage> leaving = refusals.isWaiting(now) ? ANSWER_AWAITED : Set.of();
      return store.lockOverdue(connection, now, without, leaving, limit);
    }

    @Override
    public void lookAfter(UnitOfWork unit, List<String> calls) throws SQLException {
      Instant now = clock.instant();
      Map<String, Hunt> changed = new HashMap<>();
      for (Hunt hunt : store.lock(unit.connection(), Set.copyOf(calls)).values()) {
        keep(unit, hunt, policy.waitedTooLong(hunt, now), changed, null);
      }
      store.save(unit.last(), changed.values());
    }
  }

  private void restoreLost(UnitOfWork unit) throws SQLException {
    Instant now = clock.instant();
    Map<String, Hunt> changed = new HashMap<>();
    for (Hunt hunt : lost(unit, now)) {
      keep(unit, hunt, policy.transcoderLost(hunt, now), changed, null);
    }
    store.save(unit.last(), changed.values());
  }

  private void forget(UnitOfWork unit) throws SQLException {
    Instant now = clock.instant();
    store.forgetEnded(unit.connection());
    if (forgottenAt.plus(FORGET).isBefore(now)) {
      forgottenAt = now;
      store.forgetUnheardOf(unit.connection());
    }
  }

  /** Calls whose transcoder is lost, once all that live have had the time to tell. */
  private List<Hunt> lost(UnitOfWork unit, Instant now) throws SQLException {
    List<String> living = transcoders.incarnations(now);
    boolean knowsAll = startedAt.plus(Transcoders.LOST_AFTER).isBefore(now);
    if (living.isEmpty() || !knowsAll || lostLookedAt.plus(LOST_LOOK).isAfter(now)) {
      return List.of();
    }
    lostLookedAt = now;
    List<Hunt> some =
        store.lockRelayedElsewhere(unit.connection(), living, lostLookedAtUpTo, SWEPT_AT_ONCE);
    lostLookedAtUpTo = some.size() < SWEPT_AT_ONCE ? "" : some.getLast().caller().call().value();
    return some;
  }

  private void keep(
      UnitOfWork unit,
      @Nullable Hunt before,
      Decision decision,
      Map<String, Hunt> changed,
      @Nullable String traceparent)
      throws SQLException {
    Hunt after = decision.hunt();
    if (after == null) {
      return;
    }
    if (!after.equals(before)) {
      changed.put(after.caller().call().value(), after);
    }
    for (Decision.Order order : decision.orders()) {
      unit.send(record(after.caller(), order, traceparent));
    }
  }

  private Decision decide(@Nullable Hunt hunt, Object message, Instant now) {
    return switch (message) {
      case CallEvent.CallParked parked -> policy.parked(hunt, parked, routes.get(), now);
      case CallEvent.LegRang rang -> policy.rang(hunt, rang, now);
      case CallEvent.LegOfferedAnew offered -> policy.offeredAnew(hunt, offered, now);
      case CallEvent.LegAnswered answered -> policy.answered(hunt, answered, now);
      case CallEvent.LegHungUp _ -> policy.callerGone(hunt, now);
      case CallEvent.LegTakenOver taken -> policy.takenOver(hunt, taken);
      case ChargingDecision decision -> policy.charged(hunt, decision, now);
      case CommandResult result -> policy.executed(hunt, result, now);
      case TranscodingReply reply -> policy.relayed(hunt, reply, now);
      default -> throw new IllegalArgumentException("not read here: " + message.getClass());
    };
  }

  private Outgoing record(Hunt.Caller caller, Decision.Order order, @Nullable String trace) {
    Instant now = clock.instant();
    Outgoing.Factory outgoing = link.outgoing();
    String call = caller.call().value();
    return switch (order) {
      case Decision.Order.Command(var command) ->
          outgoing.toPartition(
              Topic.CALL_COMMANDS,
              caller.partition(),
              call,
              command,
              command.head().commandId().value(),
              trace,
              now);
      case Decision.Order.Charging(var request) ->
          outgoing.of(
              Topic.CHARGING_REQUESTS,
              request.head().accountId().value(),
              request,
              request.head().requestId().value(),
              trace,
              now);
      case Decision.Order.Transcoding(var request) ->
          outgoing.of(
              Topic.TRANSCODING_REQUESTS,
              call,
              request,
              request.head().requestId().value(),
              trace,
              now);
    };
  }

  private static boolean matters(Received received) {
    return switch (received.message()) {
      case CallEvent.CallParked _ -> true;
      case CallEvent.LegRang rang -> rang.role() == LegRole.B_LEG;
      case CallEvent.LegOfferedAnew _ -> true;
      case CallEvent.LegAnswered answered -> answered.role() == LegRole.B_LEG;
      case CallEvent.LegHungUp hungUp -> hungUp.leg().role() == LegRole.A_LEG;
      case CallEvent.LegTakenOver _ -> true;
      case CallEvent _ -> false;
      case CommandResult result ->
          result.command().equals(BRIDGE)
              || result.command().equals(QUERY)
              || result.outcome() == CommandOutcome.NOT_OWNER;
      default -> true;
    };
  }

  private static String callOf(Object message) {
    CallId call =
        switch (message) {
          case CallEvent event -> event.head().callId();
          case ChargingDecision decision -> decision.head().callId();
          case CommandResult result -> result.callId();
          case TranscodingReply reply -> reply.head().callId();
          default -> throw new IllegalArgumentException("not read here: " + message.getClass());
        };
    return Objects.requireNonNull(call).value();
  }
}
