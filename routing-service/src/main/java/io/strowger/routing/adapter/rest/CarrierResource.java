package io.strowger.routing.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.contracts.id.CarrierId;
import io.strowger.rest.Problem;
import io.strowger.routing.adapter.db.RouteStore;
import io.strowger.routing.adapter.db.RouteTables;
import io.strowger.routing.carrier.Carrier;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who carries calls for us. */
@Path("/api/v1/carriers")
@Tag(name = "carriers")
@RunOnVirtualThread
public class CarrierResource {
  private final RouteStore store;
  private final RouteTables tables;

  /** Administration of this store. */
  public CarrierResource(RouteStore store, RouteTables tables) {
    this.store = store;
    this.tables = tables;
  }

  /** All carriers. */
  @GET
  @Operation(summary = "All carriers, by id")
  public List<CarrierBody> list() {
    return store.carriers().stream().map(CarrierBody::of).toList();
  }

  /** One carrier. */
  @GET
  @Path("{id}")
  @Operation(summary = "One carrier")
  public CarrierBody get(@PathParam("id") String id) {
    return store.carriers().stream()
        .filter(carrier -> carrier.id().value().equals(id))
        .findFirst()
        .map(CarrierBody::of)
        .orElseThrow(() -> Problem.notFound("there is no carrier " + new CarrierId(id)));
  }

  /** Adds or replaces a carrier; in force for the next call. */
  @PUT
  @Path("{id}")
  @Operation(summary = "Adds a carrier, or replaces it; in force for the next call")
  public CarrierBody put(@PathParam("id") String id, CarrierBody body) {
    if (body == null) {
      throw new IllegalArgumentException("the body is missing");
    }
    Carrier carrier = body.named(id);
    store.put(carrier);
    tables.refresh();
    return CarrierBody.of(carrier);
  }

  /** Deletes a carrier. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Deletes a carrier that no route leads to")
  public Response delete(@PathParam("id") String id) {
    return switch (store.deleteCarrier(new CarrierId(id))) {
      case DONE -> {
        tables.refresh();
        yield Response.noContent().build();
      }
      case MISSING -> throw Problem.notFound("there is no carrier " + id);
      case IN_USE -> throw Problem.conflict("routes lead to carrier " + id);
    };
  }
}
