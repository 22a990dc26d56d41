package io.strowger.rating.charging;

import io.strowger.contracts.charging.CallCharged;
import io.strowger.contracts.charging.ChargingDecision;
import io.strowger.contracts.command.CallCommand;
import io.strowger.rating.ledger.Account;
import io.strowger.rating.ledger.Posting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param account after it; absent when there is none
 * @param session after it; absent when there is none
 * @param postings to be entered, in order
 * @param answers to be sent, in order
 */
public record Charging(
    @Nullable Account account,
    @Nullable CallSession session,
    List<Posting> postings,
    List<Answer> answers) {

  /** Something to be sent. */
  public sealed interface Answer {
    /** To routing. */
    record Decision(ChargingDecision decision) implements Answer {}

    /** To cdr. */
    record Charge(CallCharged charge) implements Answer {}

    /** To the switch that holds the call. */
    record Command(CallSession.Route route, CallCommand command) implements Answer {}
  }

  static Charging unchanged(@Nullable Account account, @Nullable CallSession session) {
    return new Charging(account, session, List.of(), List.of());
  }
}
