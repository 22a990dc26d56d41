package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.ChargeQueries;
import io.strowger.rating.adapter.db.ChargeQueries.Charge;
import io.strowger.rating.adapter.db.ChargeQueries.Wanted;
import io.strowger.rating.ledger.Amount;
import io.strowger.rest.Searches;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What calls cost those who were charged for them. */
@Path("/api/v1/charges")
@Tag(name = "charges")
@RunOnVirtualThread
public class ChargeResource {
  private final ChargeQueries charges;

  /** Charges as they are kept. */
  public ChargeResource(ChargeQueries charges) {
    this.charges = charges;
  }

  /** What is looked for. */
  public static class Search {
    @QueryParam("account")
    @Nullable String account;

    @QueryParam("call")
    @Nullable String call;

    @QueryParam("from")
    @Parameter(description = "calls that began then or later")
    @Nullable String from;

    @QueryParam("to")
    @Parameter(description = "calls that began before")
    @Nullable String to;

    @QueryParam("tariff")
    @Parameter(description = "a tariff's name, or one version of it, by which it was first priced")
    @Nullable String tariff;

    Wanted wanted() {
      return new Wanted(
          account, call, Searches.moment("from", from), Searches.moment("to", to), tariff);
    }
  }

  /** One charge. */
  @Schema(name = "Charge")
  public record ChargeBody(
      long id,
      String chargeId,
      String callId,
      @Schema(description = "whose charge it is: *default is the customer's") String run,
      String account,
      String subject,
      String destination,
      String setupAt,
      @Nullable String answeredAt,
      String endedAt,
      @Schema(description = "of what was used: voice, or what is counted", examples = "voice")
          String unit,
      @Schema(description = "answered time in seconds, or what was counted; decimal")
          String usedSeconds,
      @Schema(description = "decimal; as it stands, absent when there was no price")
          @Nullable String cost,
      @Schema(description = "decimal; what was first charged, where it was corrected since")
          @Nullable String firstCost,
      String currency,
      @Schema(
              description = "tariff and version it is priced by as it stands",
              examples = "retail/2")
          @Nullable String tariff,
      @Nullable String prefix,
      @Schema(description = "why there was no price") @Nullable String failure,
      @Schema(description = "1, and one more for each correction by re-rating") int revision) {
    static ChargeBody of(Charge charge) {
      return new ChargeBody(
          charge.id(),
          charge.chargeId(),
          charge.callId(),
          charge.run(),
          charge.account(),
          charge.subject(),
          charge.destination(),
          charge.setupAt().toString(),
          charge.answeredAt() == null ? null : charge.answeredAt().toString(),
          charge.endedAt().toString(),
          charge.unit(),
          Amount.text(charge.usedMicros()),
          text(charge.costMicros()),
          charge.revision() == 1 ? null : text(charge.firstCostMicros()),
          charge.currency(),
          charge.tariff(),
          charge.prefix(),
          charge.failure(),
          charge.revision());
    }

    private static @Nullable String text(@Nullable Long micros) {
      return micros == null ? null : Amount.text(micros);
    }
  }

  /** Charges by what is looked for. */
  @GET
  @Operation(
      summary = "Charges by account, call, time and tariff, the latest first",
      description =
          "The next page begins before the last id of this one; one that is not full is the last.")
  public List<ChargeBody> search(
      @BeanParam Search search,
      @Parameter(description = "only those with a lower id") @QueryParam("before") Long before,
      @Parameter(
              description = "1 to 500, 50 unless told",
              schema = @Schema(implementation = Integer.class))
          @QueryParam("limit")
          String limit) {
    return charges
        .find(
            search.wanted(),
            Objects.requireNonNullElse(before, Long.MAX_VALUE),
            Searches.limit(limit))
        .stream()
        .map(ChargeBody::of)
        .toList();
  }
}
