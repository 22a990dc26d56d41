package io.strowger.gateway.adapter.rest;

import io.strowger.gateway.adapter.GatewayApplication;
import io.strowger.gateway.adapter.esl.SwitchView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The switches of this gateway instance. */
@Path("/api/v1/switches")
@Produces(MediaType.APPLICATION_JSON)
public class SwitchResource {
  private final GatewayApplication gateway;

  /** The resource of one gateway. */
  public SwitchResource(GatewayApplication gateway) {
    this.gateway = gateway;
  }

  /** How every switch is. */
  @GET
  @Operation(summary = "The switches of this gateway instance, and how each is")
  public List<SwitchView> list() {
    return gateway.switches().views();
  }
}
