package io.strowger.transcoder.adapter.rest;

import io.strowger.transcoder.adapter.net.Relays;
import io.strowger.transcoder.adapter.net.Relays.Through;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The relays of the moment. */
@Path("/api/v1/relays")
@Tag(name = "relays")
public class RelayResource {
  private final Relays relays;

  /** Of this instance. */
  public RelayResource(Relays relays) {
    this.relays = relays;
  }

  /** All relays of this instance. */
  @GET
  @Operation(summary = "The relays of this instance, with what went through them so far")
  public List<Through> list() {
    return relays.all();
  }
}
