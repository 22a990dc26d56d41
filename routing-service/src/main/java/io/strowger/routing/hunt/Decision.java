package io.strowger.routing.hunt;

import io.strowger.contracts.charging.ChargingRequest;
import io.strowger.contracts.command.CallCommand;
import io.strowger.contracts.transcoding.TranscodingRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an input.
 *
 * @param hunt the hunt from now on; absent when there is none and none begins
 * @param orders what is to be sent, in order
 */
public record Decision(@Nullable Hunt hunt, List<Order> orders) {

  /** Something to be sent. */
  public sealed interface Order {
    /** To a switch. */
    record Command(CallCommand command) implements Order {}

    /** To rating. */
    record Charging(ChargingRequest request) implements Order {}

    /** To a transcoder. */
    record Transcoding(TranscodingRequest request) implements Order {}
  }

  /** The same, with this sent before all. */
  Decision after(Order first) {
    List<Order> all = new ArrayList<>(List.of(first));
    all.addAll(orders);
    return new Decision(hunt, all);
  }

  static Decision unchanged(@Nullable Hunt hunt) {
    return new Decision(hunt, List.of());
  }
}
