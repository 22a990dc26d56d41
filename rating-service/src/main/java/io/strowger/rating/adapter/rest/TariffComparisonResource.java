package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.rest.ComparisonBodies.ComparisonBody;
import io.strowger.rating.comparison.CallComparison;
import io.strowger.rating.comparison.ComparedCall;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.load.ForeignCalls;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.Loaded;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Prices calls of another system by a tariff, and changes nothing. */
@Path("/api/v1/tariffs/{name}")
@Tag(name = "tariffs")
@RunOnVirtualThread
public class TariffComparisonResource {
  private static final int MOST_DIFFERENCES = 100_000;

  private final TariffBook book;
  private final RatingEngine engine;

  /** Comparisons with the tariffs of this book. */
  public TariffComparisonResource(TariffBook book, RatingEngine engine) {
    this.book = book;
    this.engine = engine;
  }

  /** Rates another system's calls. */
  @POST
  @Path("shadow-ratings")
  @Consumes("text/csv")
  @Operation(
      summary = "Prices another system's call records and tells what differs from its prices",
      description =
          "The first line names the columns: id, subject, destination, start, duration (seconds)"
              + " and cost, and if wanted customer, tenant, category and tor. By the version"
              + " given, else by the one that was active when a call began.")
  public ComparisonBody shadow(
      @PathParam("name") String name,
      @QueryParam("version") @Nullable Integer version,
      @QueryParam("tolerance") @DefaultValue("0") String tolerance,
      @QueryParam("limit") @DefaultValue("1000") int limit,
      String calls) {
    Loaded<List<ComparedCall>> read = ForeignCalls.read("body", calls);
    CallComparison comparison =
        new CallComparison(engine, tariffs(name, version), terms(tolerance, limit));
    read.value().forEach(comparison::add);
    return ComparisonBody.of(comparison, read.failures());
  }

  static CallComparison.Terms terms(String tolerance, int limit) {
    if (limit < 0 || limit > MOST_DIFFERENCES) {
      throw new IllegalArgumentException("limit must be 0 to " + MOST_DIFFERENCES);
    }
    try {
      return new CallComparison.Terms(new BigDecimal(tolerance), limit);
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException("tolerance must be an amount: " + tolerance, notOne);
    }
  }

  private Function<Instant, Optional<ActiveTariff>> tariffs(
      String name, @Nullable Integer version) {
    if (version == null) {
      return moment -> book.active(name, moment);
    }
    ActiveTariff wanted =
        book.version(name, version).orElseThrow(() -> TariffVersionResource.missing(name, version));
    return _ -> Optional.of(wanted);
  }
}
