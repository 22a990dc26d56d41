package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffCharges;
import io.strowger.rating.adapter.rest.ComparisonBodies.ComparisonBody;
import io.strowger.rating.adapter.rest.ComparisonBodies.WindowBody;
import io.strowger.rating.comparison.CallComparison;
import io.strowger.rating.comparison.ComparedCall;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.rerating.PastCharge;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.TariffLabel;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Prices calls of the past by a version that may not be active yet, and changes nothing. */
@Path("/api/v1/tariffs/{name}/versions/{version}/what-if")
@Tag(name = "tariffs")
@RunOnVirtualThread
public class TariffWhatIfResource {
  private final TariffBook book;
  private final RatingEngine engine;
  private final TariffCharges charges;

  /** Prices by the tariffs of this book. */
  public TariffWhatIfResource(TariffBook book, RatingEngine engine, TariffCharges charges) {
    this.book = book;
    this.engine = engine;
    this.charges = charges;
  }

  /** Rates past calls by a draft. */
  @POST
  @Operation(
      summary =
          "Prices the calls of a period by a version, and tells the difference for each"
              + " customer and destination",
      description =
          "What a call cost before is what the version asks that it was charged by, whatever"
              + " balances it was paid from. Nothing is charged.")
  public ComparisonBody whatIf(
      @PathParam("name") String name, @PathParam("version") int version, WindowBody body) {
    ActiveTariff draft =
        book.version(name, version).orElseThrow(() -> TariffVersionResource.missing(name, version));
    if (body == null) {
      throw new IllegalArgumentException("from and to are needed");
    }
    int limit = body.limit() == null ? 1000 : body.limit();
    CallComparison comparison =
        new CallComparison(
            engine, _ -> Optional.of(draft), TariffComparisonResource.terms("0", limit));
    charges.pages(
        body.window(name),
        page ->
            page.stream()
                .filter(charge -> charge.isVoice() && !charge.givenBack())
                .forEach(charge -> comparison.add(compared(charge))));
    return ComparisonBody.of(comparison, List.of());
  }

  private ComparedCall compared(PastCharge charge) {
    return new ComparedCall(
        charge.call().chargeId(),
        charge.call().payer().account().value(),
        charge.usage(),
        before(charge));
  }

  /** What the version asks that the call was charged by; what it cost should that be gone. */
  private BigDecimal before(PastCharge charge) {
    Optional<ActiveTariff> then =
        TariffLabel.of(charge.call().cost().tariff())
            .flatMap(version -> book.version(version.name(), version.version()));
    if (then.isPresent()
        && engine.rate(then.get().plan(), charge.usage()) instanceof Rated.Priced priced) {
      return priced.cost();
    }
    return BigDecimal.valueOf(charge.costMicros(), 6);
  }
}
