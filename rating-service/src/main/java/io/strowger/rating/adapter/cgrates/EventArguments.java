package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.util.List;

/** The event that a request is about. */
final class EventArguments {
  private static final Shape SHAPE =
      Shape.named("CGREvent").text("Tenant", "ID").free("Event", "APIOpts", "Opts");

  private EventArguments() {}

  /**
   * The event of a request.
   *
   * @throws RpcError when there is none
   */
  static CgrEvent event(JsonNode argument, Defaults defaults) {
    Fields given = SHAPE.read(argument);
    JsonNode event = given.free("Event").orElseThrow(EventArguments::missing);
    if (!(event instanceof ObjectNode fields)) {
      throw new RpcError(
          "json: cannot unmarshal value into Go struct field CGREvent.Event of type"
              + " map[string]interface {}");
    }
    return new CgrEvent(
        given.textOr("Tenant", defaults.tenant()),
        fields,
        given.json().path(given.free("APIOpts").isPresent() ? "APIOpts" : "Opts"));
  }

  private static RpcError missing() {
    return RpcError.missing(List.of("Event"));
  }
}
