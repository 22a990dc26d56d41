package io.strowger.routing.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.contracts.id.CarrierId;
import io.strowger.rest.Problem;
import io.strowger.routing.adapter.db.RouteStore;
import io.strowger.routing.adapter.db.RouteTables;
import io.strowger.routing.carrier.PlannedAttempt;
import io.strowger.routing.carrier.Route;
import io.strowger.routing.number.DialledNumber;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which carriers reach which numbers. */
@Path("/api/v1/routes")
@Tag(name = "routes")
@RunOnVirtualThread
public class RouteResource {
  private final RouteStore store;
  private final RouteTables tables;

  /** Administration of this store. */
  public RouteResource(RouteStore store, RouteTables tables) {
    this.store = store;
    this.tables = tables;
  }

  /** A route as the administration shows it. */
  @Schema(name = "Route")
  public record RouteBody(
      @Schema(required = true, description = "0 to 15 digits; empty matches all", examples = "614")
          @Nullable String prefix,
      @Schema(required = true) @Nullable String carrier,
      @Schema(description = "ascending", defaultValue = "100") @Nullable Integer priority) {
    private static final int PRIORITY = 100;

    static RouteBody of(Route route) {
      return new RouteBody(route.prefix(), route.carrier().value(), route.priority());
    }

    Route route() {
      if (prefix == null || carrier == null) {
        throw new IllegalArgumentException((prefix == null ? "prefix" : "carrier") + " is missing");
      }
      return new Route(
          prefix, new CarrierId(carrier), Objects.requireNonNullElse(priority, PRIORITY));
    }
  }

  /** An attempt that would be made. */
  @Schema(name = "PlannedAttempt")
  public record AttemptBody(int attempt, String carrier, String trunk, String dialledNumber) {}

  /** All routes. */
  @GET
  @Operation(summary = "All routes, by prefix and priority")
  public List<RouteBody> list() {
    return store.routes().stream().map(RouteBody::of).toList();
  }

  /** Adds or replaces a route; in force for the next call. */
  @PUT
  @Operation(summary = "Adds a route, or replaces its priority; in force for the next call")
  public RouteBody put(RouteBody body) {
    if (body == null) {
      throw new IllegalArgumentException("the body is missing");
    }
    Route route = body.route();
    if (!store.put(route)) {
      throw Problem.conflict("there is no carrier " + route.carrier());
    }
    tables.refresh();
    return RouteBody.of(route);
  }

  /** Deletes a route. */
  @DELETE
  @Operation(summary = "Deletes a route")
  public void delete(@QueryParam("prefix") String prefix, @QueryParam("carrier") String carrier) {
    Route route = new RouteBody(prefix, carrier, null).route();
    if (!store.deleteRoute(route.prefix(), route.carrier())) {
      throw Problem.notFound("there is no such route");
    }
    tables.refresh();
  }

  /** Which attempts a call would make. */
  @GET
  @Path("lookup")
  @Operation(summary = "The attempts that a call to this number would make, in order")
  public List<AttemptBody> lookup(@QueryParam("number") String number) {
    if (number == null) {
      throw new IllegalArgumentException("number is missing");
    }
    // A plus in a query is a blank to those who do not encode it.
    List<PlannedAttempt> plan = tables.current().plan(new DialledNumber(number.replace(' ', '+')));
    return java.util.stream.IntStream.range(0, plan.size())
        .mapToObj(i -> attempt(i + 1, plan.get(i)))
        .toList();
  }

  private static AttemptBody attempt(int attempt, PlannedAttempt planned) {
    return new AttemptBody(
        attempt,
        planned.carrier().id().value(),
        planned.carrier().trunk().value(),
        planned.number().value());
  }
}
