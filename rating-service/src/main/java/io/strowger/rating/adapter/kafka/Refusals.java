package io.strowger.rating.adapter.kafka;

import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.messaging.Received;
import io.strowger.messaging.RoundTrip;
import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.charging.Charging.Answer;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refused requests, remembered, because a refusal leaves no other trace: delivered again after
 * money was paid in, the same request would be let through, and money reserved for a call that is
 * gone.
 */
final class Refusals {
  private final UnitOfWork unit;
  private final Set<String> before;
  private final Set<String> now = new HashSet<>();

  private Refusals(UnitOfWork unit, Set<String> before) {
    this.unit = unit;
    this.before = before;
  }

  /** Those among a batch; to be asked for on a trip once the batch's accounts are locked. */
  static Refusals of(UnitOfWork unit, RoundTrip trip, List<Received> batch) {
    List<String> asked =
        batch.stream()
            .map(received -> (ChargingRequest) received.message())
            .filter(ChargingRequest.AuthorizeCall.class::isInstance)
            .map(request -> request.head().requestId().value())
            .toList();
    Set<String> before = new HashSet<>();
    UnitOfWork.seenBefore(trip, asked, before);
    return new Refusals(unit, before);
  }

  /** True when the request was refused, and its refusal told, before. */
  boolean wasRefused(ChargingRequest request) {
    String id = request.head().requestId().value();
    return before.contains(id) || now.contains(id);
  }

  /** Notes the refusals among answers. */
  void note(List<Answer> answers) {
    for (Answer answer : answers) {
      if (answer instanceof Answer.Decision(ChargingDecision.CallRefused refused)) {
        now.add(refused.head().requestId().value());
      }
    }
  }

  /** Keeps them in the batch's transaction. */
  void remember() throws SQLException {
    unit.firstSeen(now);
  }
}
