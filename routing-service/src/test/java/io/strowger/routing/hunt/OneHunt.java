package io.strowger.routing.hunt;

import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.transcoding.RingbackTone;
import io.strowger.routing.hunt.Decision.Order;
import io.strowger.routing.relay.Transcoders;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call's hunt, and what was ordered last for it. */
abstract class OneHunt {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  final HuntPolicy policy =
      new HuntPolicy(
          "routing-0",
          HuntTimers.USUAL,
          new HuntPolicy.Calls(true, RingbackTone.EUROPE),
          new Transcoders());
  @Nullable Hunt hunt;
  List<Order> orders = List.of();

  /** Without an account it is dialled at once. */
  void park() {
    take(policy.parked(null, HuntPolicyTest.parked(null, null), HuntPolicyTest.table(), NOW));
  }

  @Nullable Hunt take(Decision decision) {
    hunt = decision.hunt();
    orders = decision.orders();
    return hunt;
  }

  Hunt now() {
    return Objects.requireNonNull(hunt);
  }

  CallCommand command() {
    return ((Order.Command) orders.getLast()).command();
  }
}
