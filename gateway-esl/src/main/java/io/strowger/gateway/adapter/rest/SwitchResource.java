package io.strowger.gateway.adapter.rest;

import io.strowger.contracts.command.CommandHead;
import io.strowger.contracts.command.CommandOutcome;
import io.strowger.contracts.command.CommandResult;
import io.strowger.contracts.command.SwitchCommand;
import io.strowger.contracts.id.SwitchId;
import io.strowger.gateway.adapter.GatewayApplication;
import io.strowger.gateway.adapter.esl.SwitchView;
import io.strowger.rest.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The switches of this gateway instance. */
@Path("/api/v1/switches")
@Produces(MediaType.APPLICATION_JSON)
public class SwitchResource {
  private static final int ANSWERED_WITHIN_SECONDS = 20;

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

  /** How one switch is. */
  @GET
  @Path("/{name}")
  @Operation(summary = "One switch: its state, owner, channels, last heartbeat and inventory")
  public SwitchView get(@PathParam("name") String name) {
    return list().stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("there is no switch " + name));
  }

  /** Lets a switch take no more calls; those there are go on. */
  @POST
  @Path("/{name}/drain")
  @Operation(summary = "Take no more calls (fsctl pause); those there are go on")
  public SwitchView drain(@PathParam("name") String name) {
    return operated(name, SwitchCommand.PauseSwitch::new);
  }

  /** Lets a switch take calls again. */
  @POST
  @Path("/{name}/resume")
  @Operation(summary = "Take calls again (fsctl resume)")
  public SwitchView resume(@PathParam("name") String name) {
    return operated(name, SwitchCommand.ResumeSwitch::new);
  }

  private SwitchView operated(String name, Function<CommandHead, SwitchCommand> command) {
    get(name);
    try {
      CommandResult result =
          gateway
              .switches()
              .operate(new SwitchId(name), command)
              .get(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS);
      if (result.outcome() != CommandOutcome.COMPLETED) {
        throw refused(result.outcome() + ": " + result.detail());
      }
      return get(name);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw refused("the gateway stops");
    } catch (ExecutionException | TimeoutException unanswered) {
      throw refused("the switch did not answer");
    }
  }

  private static WebApplicationException refused(String why) {
    return new WebApplicationException(new Problem(502, "not done", why).response());
  }
}
