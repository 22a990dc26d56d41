package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.contracts.id.AccountId;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.account.AccountTerms;
import io.strowger.rating.charging.Charger;
import io.strowger.rating.charging.Chargers;
import io.strowger.rest.Problem;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is charged for calls besides those who make them. */
@Path("/api/v1/chargers")
@Tag(name = "chargers")
@RunOnVirtualThread
public class ChargerResource {
  private final Chargers chargers;

  /** Administration of these chargers. */
  public ChargerResource(Chargers chargers) {
    this.chargers = chargers;
  }

  /** A charger. */
  @Schema(name = "Charger")
  public record ChargerBody(
      @Nullable String id,
      @Schema(
              required = true,
              description = "names the charge; *default changes how the customer is charged")
          @Nullable String run,
      @Schema(description = "accounts whose calls it is for; all when empty")
          @Nullable Set<String> accounts,
      @Schema(description = "what their numbers begin with; all when empty")
          @Nullable Set<String> prefixes,
      @Schema(description = "who is charged; the account that makes the call when absent")
          @Nullable String account,
      @Schema(description = "by whose rating profile; the account's own when absent")
          @Nullable String subject,
      @Nullable String category,
      @Nullable AccountMode mode,
      @Schema(description = "the heaviest of a run wins", defaultValue = "0")
          @Nullable BigDecimal weight) {
    static ChargerBody of(Charger charger) {
      AccountId account = charger.account();
      return new ChargerBody(
          charger.id(),
          charger.run(),
          charger.when().accounts(),
          charger.when().prefixes(),
          account == null ? null : account.value(),
          charger.subject(),
          charger.category(),
          charger.mode(),
          charger.weight());
    }

    Charger charger(String tenant, String name) {
      if (run == null) {
        throw new IllegalArgumentException("run is needed");
      }
      return new Charger(
          tenant,
          name,
          run,
          new Charger.When(
              Objects.requireNonNullElse(accounts, Set.of()),
              Objects.requireNonNullElse(prefixes, Set.of())),
          account == null ? null : new AccountId(account),
          subject,
          category,
          mode,
          Objects.requireNonNullElse(weight, BigDecimal.ZERO));
    }
  }

  /** All chargers. */
  @GET
  @Operation(summary = "All chargers of a tenant")
  public List<ChargerBody> list(@QueryParam("tenant") String tenant) {
    return chargers.list(tenant(tenant)).stream().map(ChargerBody::of).toList();
  }

  /** Adds a charger. */
  @PUT
  @Path("{id}")
  @Operation(
      summary = "Adds a charger, or replaces it; for calls from now on",
      description = "A call is charged once for each run, to the account the charger names.")
  public ChargerBody put(
      @PathParam("id") String id, @QueryParam("tenant") String tenant, ChargerBody body) {
    if (body == null) {
      throw new IllegalArgumentException("run is needed");
    }
    Charger charger = body.charger(tenant(tenant), id);
    chargers.put(charger);
    return ChargerBody.of(charger);
  }

  /** Takes a charger away. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Takes a charger away; calls under way keep their runs")
  public void remove(@PathParam("id") String id, @QueryParam("tenant") String tenant) {
    if (!chargers.remove(tenant(tenant), id)) {
      throw Problem.notFound("there is no charger " + id);
    }
  }

  private static String tenant(@Nullable String tenant) {
    return Objects.requireNonNullElse(tenant, AccountTerms.TENANT);
  }
}
