package io.strowger.rating.adapter.cgrates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strowger.rating.cgrates.Fields;
import io.strowger.rating.cgrates.RpcError;
import io.strowger.rating.cgrates.Shape;
import io.strowger.rating.cgrates.event.CgrEvent;
import java.util.List;

/** The event that a request is about, and what is to be done about it. */
final class EventArguments {
  private static final Shape SHAPE =
      Shape.named("CGREvent").text("Tenant", "ID").free("Event", "APIOpts", "Opts");
  private static final Shape WRAPPED = Shape.named("CGREvent").free("CGREvent");

  private EventArguments() {}

  /**
   * The event of a request, among its members or, as in earlier times, in one of its own.
   *
   * @throws RpcError when there is none
   */
  static CgrEvent event(JsonNode argument, Defaults defaults) {
    Fields given =
        SHAPE.read(
            WRAPPED.read(argument).free("CGREvent").filter(JsonNode::isObject).orElse(argument));
    if (given.free("Event").isEmpty()) {
      boolean nothing = given.text("Tenant").isEmpty() && given.text("ID").isEmpty();
      throw RpcError.missing(List.of(nothing ? "CGREvent" : "Event"));
    }
    if (!(given.json().path("Event") instanceof ObjectNode fields)) {
      throw new RpcError(
          "json: cannot unmarshal value into Go struct field CGREvent.Event of type"
              + " map[string]interface {}");
    }
    return new CgrEvent(
        given.textOr("Tenant", defaults.tenant()),
        fields,
        given.json().path(given.free("APIOpts").isPresent() ? "APIOpts" : "Opts"));
  }

  /**
   * What a session's request wants done.
   *
   * @throws RpcError when it wants nothing, or what others do
   */
  static Fields wanted(JsonNode argument, Shape flags, String... subsystems) {
    Fields given = flags.read(argument);
    boolean any = false;
    for (String subsystem : subsystems) {
      any |= given.flag(subsystem);
    }
    if (!any) {
      throw RpcError.missing(List.of("Subsystems"));
    }
    return given;
  }

  /**
   * Refuses what only other services do, as CGRateS does where they are not connected.
   *
   * @throws RpcError when it is wanted
   */
  static void refuseOthers(Fields given) {
    for (String flag : List.of("AuthorizeResources", "AllocateResources", "ReleaseResources")) {
      if (given.flag(flag)) {
        throw new RpcError("NOT_CONNECTED: ResourceS");
      }
    }
    if (given.flag("GetRoutes")) {
      throw new RpcError("NOT_CONNECTED: RouteS");
    }
  }
}
