package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.call.CallAddress;
import io.strowger.contracts.call.CallEvent;
import io.strowger.contracts.call.EventHead;
import io.strowger.contracts.call.LegRole;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.wire.Topic;
import io.strowger.messaging.BatchHandler;
import io.strowger.messaging.Database;
import io.strowger.messaging.Outgoing;
import io.strowger.messaging.Received;
import io.strowger.messaging.ServiceLink;
import io.strowger.rating.adapter.db.SessionStore;
import io.strowger.rating.adapter.db.SessionStore.UnderWay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Sees calls being answered and callers hanging up, and asks their accounts for metering and
 * settlement: what happens to a call comes by call, what happens to money must come by account.
 * Notes which gateway serves a call.
 */
public final class CallWatch implements BatchHandler {
  private final ServiceLink link;
  private final SessionStore sessions;
  private final DataSource source;
  private final TimerWatch timers;
  private final Clock clock;

  /**
   * Looks up who pays in these sessions.
   *
   * @param timers is told of legs that go by another name
   */
  public CallWatch(
      ServiceLink link, SessionStore sessions, DataSource source, TimerWatch timers, Clock clock) {
    this.link = link;
    this.sessions = sessions;
    this.source = source;
    this.timers = timers;
    this.clock = clock;
  }

  @Override
  public void accept(List<Received> batch) {
    List<Received> relevant = batch.stream().filter(CallWatch::matters).toList();
    if (relevant.isEmpty()) {
      return;
    }
    readdress(relevant);
    rename(relevant);
    Set<String> calls = new TreeSet<>();
    relevant.forEach(received -> calls.add(event(received).head().callId().value()));
    Map<String, UnderWay> underWay = underWay(calls);
    List<Outgoing> requests = new ArrayList<>();
    for (Received received : relevant) {
      CallEvent event = event(received);
      ChargingRequest request =
          CallSteps.of(event, underWay.get(event.head().callId().value()), clock.instant());
      if (request != null) {
        requests.add(
            link.outgoing()
                .of(
                    Topic.CHARGING_REQUESTS,
                    request.head().accountId().value(),
                    request,
                    request.head().requestId().value(),
                    received.traceparent(),
                    clock.instant()));
      }
    }
    link.publisher().sendAll(requests);
  }

  /** A renewed grant must reach whichever gateway serves the call now, or a paid call is cut. */
  private void readdress(List<Received> relevant) {
    List<EventHead> taken =
        relevant.stream()
            .map(CallWatch::event)
            .filter(CallEvent.LegTakenOver.class::isInstance)
            .map(CallEvent::head)
            .toList();
    if (taken.isEmpty()) {
      return;
    }
    try (Connection connection = source.getConnection()) {
      for (EventHead head : taken) {
        sessions.readdress(connection, head.callId(), CallAddress.of(head));
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private void rename(List<Received> relevant) {
    List<Received> renamed =
        relevant.stream()
            .filter(received -> event(received) instanceof CallEvent.LegRenamed)
            .toList();
    if (!renamed.isEmpty()) {
      timers.renamed(renamed);
    }
  }

  private Map<String, UnderWay> underWay(Set<String> calls) {
    try (Connection connection = source.getConnection()) {
      return sessions.underWay(connection, calls);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static CallEvent event(Received received) {
    return (CallEvent) received.message();
  }

  private static boolean matters(Received received) {
    return switch (event(received)) {
      case CallEvent.LegHungUp hungUp -> hungUp.leg().role() == LegRole.A_LEG;
      case CallEvent.LegAnswered _, CallEvent.LegTakenOver _, CallEvent.LegRenamed _ -> true;
      default -> false;
    };
  }
}
