package io.strowger.gateway.adapter.rest;

import io.strowger.gateway.adapter.GatewayApplication;
import io.strowger.gateway.doctor.Report;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What is wrong with the switches, and the lines that mend it. */
@Path("/api/v1/doctor")
public class DoctorResource {
  private final GatewayApplication gateway;

  /** The resource of one gateway. */
  public DoctorResource(GatewayApplication gateway) {
    this.gateway = gateway;
  }

  /** For programs. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What is wrong with each switch, and the exact lines that mend it")
  public Report report() {
    return gateway.switches().diagnosis();
  }

  /** For people; 503 when something is wrong. */
  @GET
  @Path("/text")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(summary = "The same to be read; status 503 when something is wrong")
  public Response text() {
    Report report = gateway.switches().diagnosis();
    return Response.status(report.healthy() ? 200 : 503).entity(report.text()).build();
  }
}
