package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.wire.WireNames;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Received;
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

/**
 * Hears which timers stand on switches and which do not, and of calls that a switch does not know
 * any more. No money is moved here, so no account is looked at.
 */
public final class TimerWatch implements BatchHandler {
  private static final String TIMER = WireNames.typeOf(CallCommand.ScheduleHangUp.class);

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
    Map<String, CallSession> known = sessions.lock(unit.connection(), calls);
    Map<String, CallSession> changed = new HashMap<>();
    Instant now = clock.instant();
    for (Received received : batch) {
      CommandResult result = result(received);
      CallSession before = known.get(result.callId().value());
      if (before == null) {
        continue;
      }
      Charging charging = policy.commanded(result, before, now);
      CallSession after = charging.session();
      if (after != null && !after.equals(before)) {
        known.put(result.callId().value(), after);
        changed.put(result.callId().value(), after);
      }
      charging
          .answers()
          .forEach(answer ->
              unit.send(ChargingRequests.record(link, answer, received.traceparent(), now)));
    }
    sessions.save(unit.connection(), changed.values());
  }

  private static boolean matters(Received received) {
    return result(received).command().equals(TIMER);
  }

  private static CommandResult result(Received received) {
    return (CommandResult) received.message();
  }
}
