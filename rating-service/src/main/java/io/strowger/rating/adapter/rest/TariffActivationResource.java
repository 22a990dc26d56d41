package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffStore;
import io.strowger.rating.adapter.rest.TariffBodies.ActivationBody;
import io.strowger.rating.tariff.Activation;
import io.strowger.rating.tariff.Timeline;
import io.strowger.rest.Problem;
import io.strowger.rest.Searches;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which version of a tariff is active when. */
@Path("/api/v1/tariffs/{name}")
@Tag(name = "tariffs")
@RunOnVirtualThread
public class TariffActivationResource {
  private final TariffStore store;
  private final TariffBook book;

  /** Administration of this store. */
  public TariffActivationResource(TariffStore store, TariffBook book) {
    this.store = store;
    this.book = book;
  }

  /** What is to be active. */
  @Schema(name = "TariffActivationRequest")
  public record ActivationRequest(
      @Schema(required = true) @Nullable Integer version,
      @Schema(description = "now unless given", examples = "2026-01-31T00:00:00Z")
          @Nullable String from) {}

  /** Where to go back to. */
  @Schema(name = "TariffRollbackRequest")
  public record RollbackRequest(
      @Schema(description = "the one that was active before, unless given")
          @Nullable Integer version) {}

  /** Activates a version. */
  @POST
  @Path("activations")
  @Operation(
      summary = "Makes a version the active one, now or at a later moment",
      description = "Calls under way keep the version they began with.")
  public ActivationBody activate(@PathParam("name") String name, ActivationRequest body) {
    if (body == null || body.version() == null) {
      throw new IllegalArgumentException("version is needed");
    }
    Instant from =
        body.from() == null ? Instant.EPOCH : Searches.requiredMoment("from", body.from());
    return put(name, body.version(), Activation.Kind.ACTIVATION, from);
  }

  /** Goes back. */
  @POST
  @Path("rollback")
  @Operation(summary = "Goes back at once to the version that was active before, or to another")
  public ActivationBody rollBack(@PathParam("name") String name, @Nullable RollbackRequest body) {
    Integer wanted = body == null ? null : body.version();
    if (wanted == null) {
      wanted =
          new Timeline(store.activations(name))
              .before(Instant.now())
              .orElseThrow(
                  () -> Problem.conflict("tariff " + name + " had no other version before"));
    }
    return put(name, wanted, Activation.Kind.ROLLBACK, Instant.EPOCH);
  }

  private ActivationBody put(String name, int version, Activation.Kind kind, Instant from) {
    if (book.version(name, version).isEmpty()) {
      throw store.document(name, version).isPresent()
          ? Problem.conflict(
              "tariff %s version %d cannot be read; the log says why".formatted(name, version))
          : TariffVersionResource.missing(name, version);
    }
    Activation activation = store.activate(name, version, kind, from);
    book.refresh();
    return ActivationBody.of(activation);
  }

  /** All activations. */
  @GET
  @Path("activations")
  @Operation(summary = "All activations of a tariff, the latest first, also those to come")
  public List<ActivationBody> activations(@PathParam("name") String name) {
    return store.activations(name).stream().map(ActivationBody::of).toList();
  }

  /** Takes an activation back. */
  @DELETE
  @Path("activations/{id}")
  @Operation(summary = "Takes an activation back that is still to come")
  public void withdraw(@PathParam("name") String name, @PathParam("id") long id) {
    if (!store.withdraw(name, id)) {
      throw Problem.conflict("there is no activation %d that is still to come".formatted(id));
    }
    book.refresh();
  }
}
