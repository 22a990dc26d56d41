package io.strowger.gateway.control;

import io.strowger.contracts.call.HangupCause;
import io.strowger.contracts.command.Attempt;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.Trunk;
import io.strowger.contracts.id.CallId;
import io.strowger.contracts.id.CarrierId;
import io.strowger.contracts.id.CommandId;
import io.strowger.contracts.id.LegId;
import io.strowger.contracts.id.SwitchId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands for tests. */
final class Commands {
  static final Instant NOW = Instant.parse("2026-11-23T19:40:00Z");

  private Commands() {}

  static CommandHead head(String id, String leg) {
    return new CommandHead(
        new CommandId(id),
        new SwitchId("fs-b"),
        new CallId(leg),
        new LegId(leg),
        NOW.plusSeconds(10),
        "routing-0",
        7);
  }

  static Attempt attempt(String trunk, String number) {
    return new Attempt(
        new CarrierId("carrier-1"), 1, new Trunk(trunk), number, null, null, 30, null, List.of());
  }

  static CallCommand.BridgeCall bridge(String id, String leg, Attempt dial) {
    return new CallCommand.BridgeCall(head(id, leg), dial, null, null, null, null, Map.of());
  }

  static CallCommand.BridgeCall granted(String id, String leg, @Nullable String group) {
    return new CallCommand.BridgeCall(
        head(id, leg), attempt("gateway/west", "4420"), 60, group, null, null, Map.of());
  }

  static CallCommand.HangUpLeg hangUp(String id, String leg) {
    return new CallCommand.HangUpLeg(head(id, leg), HangupCause.NORMAL_CLEARING);
  }
}
