package io.strowger.rating.charging;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.Traffic;
import io.strowger.rating.ledger.Posting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param session after it; absent when there is none
 * @param postings to be entered, in order
 * @param traffic of accounts that began or ended a call
 * @param answers to be sent, in order
 */
public record Charging(
    @Nullable CallSession session,
    List<Posting> postings,
    Map<AccountId, Traffic> traffic,
    List<Answer> answers) {

  /** Something to be sent, or kept. */
  public sealed interface Answer {
    /** To routing. */
    record Decision(ChargingDecision decision) implements Answer {}

    /** To cdr. */
    record Charge(CallCharged charge) implements Answer {}

    /** To the switch that holds the call. */
    record Command(CallSession.Route route, CallCommand command) implements Answer {}

    /** Among the charges that are kept here. */
    record Kept(ChargedCall call) implements Answer {}

    /** To the operator: a call is not charged to an account that there is not. */
    record Unpaid(Charger charger) implements Answer {}
  }

  /** The same with more answers. */
  Charging answering(List<Answer> more) {
    List<Answer> all = new ArrayList<>(answers);
    all.addAll(more);
    return new Charging(session, postings, traffic, all);
  }

  static Charging unchanged(@Nullable CallSession session) {
    return new Charging(session, List.of(), Map.of(), List.of());
  }

  static Charging answered(@Nullable CallSession session, List<Answer> answers) {
    return new Charging(session, List.of(), Map.of(), answers);
  }
}
