package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.LegCommand;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.wire.WireNames;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Received;
import io.strowger.messaging.RoundTrip;
import io.strowger.messaging.ServiceLink;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.charging.CallSession;
import io.strowger.rating.charging.Charging;
import io.strowger.rating.charging.ChargingPolicy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hears which timers stand on switches and which do not, what callers were not told, and of calls
 * that a switch does not know any more. No money is moved here, so no account is looked at.
 */
public final class TimerWatch implements BatchHandler {
  private static final String TIMER = WireNames.typeOf(CallCommand.ScheduleHangUp.class);
  private static final String TRANSFER = WireNames.typeOf(LegCommand.TransferLeg.class);
  private static final String WORD = WireNames.typeOf(CallCommand.PlayMedia.class);

  private final ServiceLink link;
  private final SessionStore sessions;
  private final ChargingPolicy policy;
  private final Clock clock;

  /** Leads these sessions on by this policy. */
  public TimerWatch(ServiceLink link, SessionStore sessions, ChargingPolicy policy, Clock clock) {
    this.link = link;
    this.sessions = sessions;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public void accept(List<Received> batch) {
    List<Received> relevant = batch.stream().filter(TimerWatch::matters).toList();
    if (!relevant.isEmpty()) {
      link.database()
          .transact(unit -> {
            take(unit, relevant);
            return null;
          });
    }
  }

  private void take(UnitOfWork unit, List<Received> batch) throws SQLException {
    Set<String> calls = new TreeSet<>();
    batch.forEach(received -> calls.add(result(received).callId().value()));
    Led led = new Led(unit, calls);
    for (Received received : batch) {
      CommandResult result = result(received);
      led.on(
          result.callId(),
          received.traceparent(),
          session -> policy.commanded(result, session, led.now));
    }
    led.save();
  }

  /** Legs go by other names from now on; their timers are to end them by these. */
  void renamed(List<Received> events) {
    link.database()
        .transact(unit -> {
          Set<String> calls = new TreeSet<>();
          events.forEach(received -> calls.add(rename(received).head().callId().value()));
          Led led = new Led(unit, calls);
          for (Received received : events) {
            CallEvent.LegRenamed event = rename(received);
            led.on(
                event.head().callId(),
                received.traceparent(),
                session ->
                    policy.renamed(session, event.formerLegId(), event.head().legId(), led.now));
          }
          led.save();
          return null;
        });
  }

  private static CallEvent.LegRenamed rename(Received received) {
    return (CallEvent.LegRenamed) received.message();
  }

  /** Sessions locked and led on in one transaction. */
  private final class Led {
    private final UnitOfWork unit;
    private final Map<String, CallSession> known = new HashMap<>();
    private final Map<String, CallSession> changed = new HashMap<>();
    private final Instant now = clock.instant();

    Led(UnitOfWork unit, Set<String> calls) throws SQLException {
      this.unit = unit;
      sessions.lock(new RoundTrip(), calls, known).make(unit.connection());
    }

    void on(CallId call, @Nullable String trace, Function<CallSession, Charging> step) {
      CallSession before = known.get(call.value());
      if (before == null) {
        return;
      }
      Charging charging = step.apply(before);
      CallSession after = charging.session();
      if (after != null && !after.equals(before)) {
        known.put(call.value(), after);
        changed.put(call.value(), after);
      }
      charging
          .answers()
          .forEach(answer -> unit.send(ChargingRequests.record(link, answer, trace, now)));
    }

    void save() {
      sessions.save(unit.last(), changed.values());
    }
  }

  private static boolean matters(Received received) {
    CommandResult result = result(received);
    return result.command().equals(TIMER)
        || result.command().equals(TRANSFER)
        || result.outcome() == CommandOutcome.NOT_OWNER && result.command().equals(WORD);
  }

  private static CommandResult result(Received received) {
    return (CommandResult) received.message();
  }
}
