package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffImports;
import io.strowger.rating.adapter.db.TariffStore;
import io.strowger.rating.adapter.rest.TariffBodies.DifferenceBody;
import io.strowger.rating.adapter.rest.TariffBodies.DifferencesBody;
import io.strowger.rating.adapter.rest.TariffBodies.ImportProblem;
import io.strowger.rating.adapter.rest.TariffBodies.VersionBody;
import io.strowger.rating.comparison.PriceDifference;
import io.strowger.rating.comparison.PriceDifference.Kind;
import io.strowger.rating.comparison.TariffComparison;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.load.CsvTariffs;
import io.strowger.rating.load.JsonTariffs;
import io.strowger.rating.plan.TariffPlan;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffRows;
import io.strowger.rest.Problem;
import io.strowger.rest.Searches;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Versions of tariffs: imported whole, compared, kept for ever. */
@Path("/api/v1/tariffs/{name}/versions")
@Tag(name = "tariffs")
@RunOnVirtualThread
public class TariffVersionResource {
  private static final int MOST_SHOWN = 10_000;

  private final TariffStore store;
  private final TariffBook book;
  private final TariffImports imports;
  private final RatingEngine engine;

  /** Administration of this store. */
  public TariffVersionResource(
      TariffStore store, TariffBook book, TariffImports imports, RatingEngine engine) {
    this.store = store;
    this.book = book;
    this.imports = imports;
    this.engine = engine;
  }

  /** Imports JSON. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Imports a tariff in JSON as the next version, which is not active yet",
      description =
          "An object with the tables destinations, timings, rates, destination_rates,"
              + " rating_plans and rating_profiles. All that is wrong is told at once, and then"
              + " nothing is kept.")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = VersionBody.class)))
  @APIResponse(
      responseCode = "422",
      description = "rows that cannot be part of a tariff",
      content = @Content(schema = @Schema(implementation = ImportProblem.class)))
  public Response importJson(
      @PathParam("name") String name,
      @QueryParam("currency") String currency,
      @QueryParam("zone") @DefaultValue("UTC") String zone,
      @QueryParam("base") @Nullable Integer base,
      String body) {
    return added(target(name, currency, zone, base), JsonTariffs.read("body", body));
  }

  /** Imports CSV. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      summary = "Imports a tariff in CSV files as the next version, which is not active yet",
      description =
          "Files named Destinations.csv, Timings.csv, Rates.csv, DestinationRates.csv,"
              + " RatingPlans.csv and RatingProfiles.csv, with the columns of CGRateS's tariff"
              + " plans. All that is wrong is told at once, and then nothing is kept.")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = VersionBody.class)))
  @APIResponse(
      responseCode = "422",
      description = "rows that cannot be part of a tariff",
      content = @Content(schema = @Schema(implementation = ImportProblem.class)))
  public Response importCsv(
      @PathParam("name") String name,
      @QueryParam("currency") String currency,
      @QueryParam("zone") @DefaultValue("UTC") String zone,
      @QueryParam("base") @Nullable Integer base,
      @RestForm(FileUpload.ALL) List<FileUpload> files) {
    return added(target(name, currency, zone, base), CsvTariffs.read(texts(files)));
  }

  private static Map<String, String> texts(List<FileUpload> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file was sent");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (FileUpload file : files) {
      try {
        texts.put(file.fileName(), Files.readString(file.uploadedFile()));
      } catch (CharacterCodingException notText) {
        throw new IllegalArgumentException(file.fileName() + " is not UTF-8 text", notText);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
    return texts;
  }

  private static TariffImports.Target target(
      String name, @Nullable String currency, String zone, @Nullable Integer base) {
    if (currency == null) {
      throw new IllegalArgumentException("currency is needed");
    }
    try {
      return new TariffImports.Target(name, Currencies.of(currency), ZoneId.of(zone), base);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("there is no time zone " + zone, unknown);
    }
  }

  private Response added(TariffImports.Target target, Loaded<TariffRows> read) {
    var version = ImportAnswers.kept(target, imports.add(target, read));
    URI place =
        URI.create("/api/v1/tariffs/%s/versions/%d".formatted(version.name(), version.version()));
    return Response.created(place).entity(VersionBody.of(version)).build();
  }

  /** All versions. */
  @GET
  @Operation(summary = "All versions of a tariff, the latest first")
  public List<VersionBody> versions(@PathParam("name") String name) {
    return store.versions(name).stream().map(VersionBody::of).toList();
  }

  /** What a version holds. */
  @GET
  @Path("{version}/content")
  @Operation(summary = "All rows of a version, in JSON as it can be imported")
  public String content(@PathParam("name") String name, @PathParam("version") int version) {
    return store
        .document(name, version)
        .map(TariffStore.Document::content)
        .orElseThrow(() -> missing(name, version));
  }

  /** What a version changes. */
  @GET
  @Path("{version}/differences")
  @Operation(
      summary = "Every prefix whose price differs from the active version's, or another's",
      description = "The examples are calls that begin at a moment, now unless it is given.")
  public DifferencesBody differences(
      @PathParam("name") String name,
      @PathParam("version") int version,
      @QueryParam("against") @Nullable Integer against,
      @QueryParam("at") @Nullable String at,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    if (limit < 0 || limit > MOST_SHOWN) {
      throw new IllegalArgumentException("limit must be 0 to " + MOST_SHOWN);
    }
    Instant moment = at == null ? Instant.now() : Searches.requiredMoment("at", at);
    ActiveTariff young = book.version(name, version).orElseThrow(() -> missing(name, version));
    Optional<ActiveTariff> old =
        against == null
            ? book.active(name, Instant.now())
            : Optional.of(book.version(name, against).orElseThrow(() -> missing(name, against)));
    List<PriceDifference> found =
        TariffComparison.of(
            engine,
            old.map(ActiveTariff::plan).orElseGet(() -> TariffPlan.empty(young.plan().zone())),
            young.plan(),
            moment);
    return body(old.map(ActiveTariff::version).orElse(null), version, found, limit);
  }

  private static DifferencesBody body(
      @Nullable Integer against, int version, List<PriceDifference> found, int limit) {
    return new DifferencesBody(
        against,
        version,
        count(found, Kind.ADDED),
        count(found, Kind.REMOVED),
        count(found, Kind.RAISED),
        count(found, Kind.LOWERED),
        count(found, Kind.OTHERWISE),
        found.stream().limit(limit).map(DifferenceBody::of).toList());
  }

  private static int count(List<PriceDifference> found, Kind kind) {
    return (int) found.stream().filter(each -> each.kind() == kind).count();
  }

  static RuntimeException missing(String name, int version) {
    return Problem.notFound("tariff %s has no version %d".formatted(name, version));
  }
}
