package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffStore;
import io.strowger.rating.ledger.Amount;
import io.strowger.rating.pricing.Price;
import io.strowger.rating.pricing.Pricing;
import io.strowger.rating.tariff.Rate;
import io.strowger.rating.tariff.RateSlot;
import io.strowger.rating.tariff.Tariff;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What calls cost. */
@Path("/api/v1/tariffs")
@Tag(name = "tariffs")
@RunOnVirtualThread
public class TariffResource {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@+-]{1,64}");

  private final TariffStore store;
  private final TariffBook book;

  /** Administration of this store. */
  public TariffResource(TariffStore store, TariffBook book) {
    this.store = store;
    this.book = book;
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
      String tariff, String prefix, String cost, String currency, long billedSeconds) {}

  /** Adds the next version of a tariff. */
  @PUT
  @Path("{name}")
  @Operation(
      summary = "Adds the next version of a tariff and makes it active, for calls from now on",
      description = "Versions never change; calls under way keep the price they began with.")
  public ActiveBody put(@PathParam("name") String name, TariffBody body) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a tariff's name must match " + NAME);
    }
    if (body == null || body.currency() == null || body.rates() == null || body.rates().isEmpty()) {
      throw new IllegalArgumentException("currency and at least one of rates are needed");
    }
    Currency currency = Currencies.of(body.currency());
    List<Rate> rates = body.rates().stream().map(RateBody::rate).toList();
    new Tariff(name, 1, currency, rates); // refuses a prefix given twice
    int version = store.activateNext(name, currency, rates);
    book.refresh();
    return new ActiveBody(name, version, currency.getCurrencyCode(), rates.size());
  }

  /** What a call would cost. */
  @GET
  @Path("{name}/quote")
  @Operation(summary = "What a call of some length to a number would cost now")
  public QuoteBody quote(
      @PathParam("name") String name,
      @QueryParam("number") String number,
      @QueryParam("seconds") Long seconds) {
    if (number == null || seconds == null || seconds < 0 || seconds > 604_800) {
      throw new IllegalArgumentException("number, and seconds from 0 to 604800, are needed");
    }
    Tariff tariff =
        book.active(name).orElseThrow(() -> Problem.notFound("there is no tariff " + name));
    Rate rate =
        tariff
            .rateFor(number.strip())
            .orElseThrow(() -> Problem.notFound("the tariff has no rate for this number"));
    Price price = Pricing.price(rate, Duration.ofSeconds(seconds));
    return new QuoteBody(
        tariff.label(),
        rate.prefix(),
        Amount.text(price.micros()),
        tariff.currency().getCurrencyCode(),
        price.billedSeconds());
  }
}
