package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffImports;
import io.strowger.rating.adapter.db.TariffStore;
import io.strowger.rating.costing.Coverage;
import io.strowger.rating.costing.Rated;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.costing.Usage;
import io.strowger.rating.ledger.Amount;
import io.strowger.rating.load.TariffText;
import io.strowger.rating.plan.RatingPlan;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.prefixrate.PrefixRates;
import io.strowger.rating.prefixrate.Rate;
import io.strowger.rating.prefixrate.RateSlot;
import io.strowger.rating.tariff.Activation;
import io.strowger.rating.tariff.ActiveTariff;
import io.strowger.rating.tariff.Loaded;
import io.strowger.rating.tariff.TariffRows;
import io.strowger.rest.Problem;
import io.strowger.rest.Searches;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What calls cost. */
@Path("/api/v1/tariffs")
@Tag(name = "tariffs")
@RunOnVirtualThread
public class TariffResource {
  private static final long SECOND = 1_000_000_000L;

  private final TariffStore store;
  private final TariffBook book;
  private final TariffImports imports;
  private final RatingEngine engine;

  /** Administration of this store. */
  public TariffResource(
      TariffStore store, TariffBook book, TariffImports imports, RatingEngine engine) {
    this.store = store;
    this.book = book;
    this.imports = imports;
    this.engine = engine;
  }

  /** A tariff to be activated. */
  @Schema(name = "Tariff")
  public record TariffBody(
      @Schema(required = true, examples = "EUR") @Nullable String currency,
      @Schema(required = true) @Nullable List<RateBody> rates) {}

  /** What a prefix costs. */
  @Schema(name = "Rate")
  public record RateBody(
      @Schema(required = true, examples = "614") @Nullable String prefix,
      @Schema(description = "decimal; charged once at answer", defaultValue = "0")
          @Nullable BigDecimal connectFee,
      @Schema(required = true) @Nullable List<SlotBody> slots) {
    Rate rate() {
      if (prefix == null || slots == null) {
        throw new IllegalArgumentException(
            "rates: " + (prefix == null ? "prefix" : "slots of prefix " + prefix) + " is missing");
      }
      return new Rate(
          prefix,
          Objects.requireNonNullElse(connectFee, BigDecimal.ZERO),
          slots.stream().map(SlotBody::slot).toList());
    }
  }

  /** A price from some second on. */
  @Schema(name = "RateSlot")
  public record SlotBody(
      @Schema(defaultValue = "0") @Nullable Integer fromSeconds,
      @Schema(required = true, description = "decimal, of one unit", examples = "0.10")
          @Nullable BigDecimal price,
      @Schema(defaultValue = "60") @Nullable Integer unitSeconds,
      @Schema(description = "time is rounded up to it", defaultValue = "1")
          @Nullable Integer incrementSeconds) {
    RateSlot slot() {
      if (price == null) {
        throw new IllegalArgumentException("rates: price is missing");
      }
      return new RateSlot(
          Objects.requireNonNullElse(fromSeconds, 0),
          price,
          Objects.requireNonNullElse(unitSeconds, 60),
          Objects.requireNonNullElse(incrementSeconds, 1));
    }
  }

  /** What was activated. */
  @Schema(name = "ActiveTariff")
  public record ActiveBody(String name, int version, String currency, int rates) {}

  /** What a call would cost. */
  @Schema(name = "Quote")
  public record QuoteBody(
      String tariff,
      String subject,
      String ratingPlan,
      String destination,
      String prefix,
      String cost,
      String connectFee,
      String currency,
      long billedSeconds) {}

  /** A tariff by name. */
  @Schema(name = "TariffName")
  public record NameBody(
      String name,
      String currency,
      @Schema(description = "what calls are priced by now; absent while none is active")
          @Nullable String active,
      int latestVersion,
      String latestImportedAt) {}

  /** Tariffs by name. */
  @GET
  @Operation(summary = "Tariffs in the order of their names")
  public List<NameBody> list(
      @Parameter(description = "only those with a later name") @QueryParam("after") String after,
      @Parameter(
              description = "1 to 500, 50 unless told",
              schema = @Schema(implementation = Integer.class))
          @QueryParam("limit")
          String limit) {
    Instant now = Instant.now();
    return store.latest(Objects.requireNonNullElse(after, ""), Searches.limit(limit)).stream()
        .map(latest ->
            new NameBody(
                latest.name(),
                latest.currency().getCurrencyCode(),
                book.active(latest.name(), now).map(ActiveTariff::label).orElse(null),
                latest.version(),
                latest.importedAt().toString()))
        .toList();
  }

  /** Adds the next version of a tariff. */
  @PUT
  @Path("{name}")
  @Operation(
      summary = "Adds the next version of a tariff and makes it active, for calls from now on",
      description = "Versions never change; calls under way keep the price they began with.")
  public ActiveBody put(@PathParam("name") String name, TariffBody body) {
    if (body == null || body.currency() == null || body.rates() == null || body.rates().isEmpty()) {
      throw new IllegalArgumentException("currency and at least one of rates are needed");
    }
    Currency currency = Currencies.of(body.currency());
    List<Rate> rates = body.rates().stream().map(RateBody::rate).toList();
    Set<String> prefixes = new HashSet<>();
    for (Rate rate : rates) {
      if (!prefixes.add(rate.prefix())) {
        throw new IllegalArgumentException("prefix " + rate.prefix() + " is given twice");
      }
    }
    TariffRows rows = PrefixRates.rows(rates, TariffText.ALWAYS);
    var target = new TariffImports.Target(name, currency, ZoneOffset.UTC, null);
    int version =
        ImportAnswers.kept(target, imports.add(target, new Loaded<>(rows, List.of()))).version();
    store.activate(name, version, Activation.Kind.ACTIVATION, Instant.EPOCH);
    book.refresh();
    return new ActiveBody(name, version, currency.getCurrencyCode(), rates.size());
  }

  /** What a call would cost. */
  @GET
  @Path("{name}/quote")
  @Operation(summary = "What a call of some length to a number would cost, now or at some moment")
  public QuoteBody quote(
      @PathParam("name") String name,
      @QueryParam("number") String number,
      @QueryParam("seconds") Long seconds,
      @QueryParam("at") @Nullable String at,
      @BeanParam Party party) {
    if (number == null || seconds == null || seconds < 0 || seconds > 604_800) {
      throw new IllegalArgumentException("number, and seconds from 0 to 604800, are needed");
    }
    Instant moment = at == null ? Instant.now() : Searches.requiredMoment("at", at);
    ActiveTariff tariff =
        book.active(name, moment).orElseThrow(() -> Problem.notFound("there is no tariff " + name));
    Usage usage = Usage.voice(party.key(), number.strip(), moment, seconds * SECOND);
    return switch (engine.rate(tariff.plan(), usage)) {
      case Rated.Refused(var why) ->
          throw Problem.notFound("the tariff has no rate for this number: " + why);
      case Rated.Priced priced -> quote(tariff, priced);
    };
  }

  /** Whose call it would be. */
  public static class Party {
    @QueryParam("tenant")
    @DefaultValue("cgrates.org")
    String tenant = "";

    @QueryParam("category")
    @DefaultValue("call")
    String category = "";

    @QueryParam("subject")
    @DefaultValue("*any")
    String subject = "";

    RatingProfile.Key key() {
      return new RatingProfile.Key(tenant, category, subject);
    }
  }

  private static QuoteBody quote(ActiveTariff tariff, Rated.Priced priced) {
    Coverage first = priced.coverages().isEmpty() ? null : priced.coverages().getFirst();
    String prefix = first == null ? "" : first.match().prefix();
    return new QuoteBody(
        tariff.label(),
        first == null ? "" : first.subject().toString(),
        first == null ? "" : first.plan(),
        first == null ? "" : first.match().destination(),
        prefix.equals(RatingPlan.ANY) ? "" : prefix,
        Amount.text(Amount.micros(priced.cost())),
        Amount.text(Amount.micros(priced.connectFee())),
        tariff.currency().getCurrencyCode(),
        priced.billed() / SECOND);
  }
}
