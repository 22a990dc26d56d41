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
  private final Set<String> before = new HashSet<>();
  private final Set<String> now = new HashSet<>();

  Refusals(UnitOfWork unit) {
    this.unit = unit;
  }

  /** Asks for those among a batch, on a trip that has locked the batch's accounts. */
  void ask(RoundTrip trip, List<Received> batch) {
    List<String> asked =
        batch.stream()
            .map(received -> (ChargingRequest) received.message())
            .filter(ChargingRequest.AuthorizeCall.class::isInstance)
            .map(request -> request.head().requestId().value())
            .toList();
    UnitOfWork.seenBefore(trip, asked, before);
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
