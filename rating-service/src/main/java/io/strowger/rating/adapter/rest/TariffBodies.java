package io.strowger.rating.adapter.rest;

import io.strowger.rating.comparison.PriceDifference;
import io.strowger.rating.plan.PriceSlot;
import io.strowger.rating.plan.TimedPrice;
import io.strowger.rating.tariff.Activation;
import io.strowger.rating.tariff.LoadFailure;
import io.strowger.rating.tariff.TariffVersion;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Tariffs as requests and answers tell them. */
final class TariffBodies {
  private TariffBodies() {}

  /** A version of a tariff. */
  @Schema(name = "TariffVersion")
  public record VersionBody(
      String name, int version, String currency, String zone, int rows, String importedAt) {
    static VersionBody of(TariffVersion version) {
      return new VersionBody(
          version.name(),
          version.version(),
          version.currency().getCurrencyCode(),
          version.zone().getId(),
          version.rows(),
          version.importedAt().toString());
    }
  }

  /** From when on a version is active. */
  @Schema(name = "TariffActivation")
  public record ActivationBody(
      long id, String tariff, int version, String kind, String from, boolean withdrawn) {
    static ActivationBody of(Activation activation) {
      return new ActivationBody(
          activation.id(),
          activation.tariff(),
          activation.version(),
          activation.kind().name(),
          activation.from().toString(),
          activation.withdrawn());
    }
  }

  /** What is wrong with an import. */
  @Schema(name = "TariffImportProblem")
  public record ImportProblem(
      int status, String title, String detail, List<FailureBody> failures) {}

  /** What is wrong with a row. */
  @Schema(name = "TariffRowFailure")
  public record FailureBody(String file, int line, String reason) {
    static FailureBody of(LoadFailure failure) {
      return new FailureBody(failure.origin().file(), failure.origin().line(), failure.reason());
    }
  }

  /** How a version differs from another. */
  @Schema(name = "TariffDifferences")
  public record DifferencesBody(
      @Nullable Integer against,
      int version,
      int added,
      int removed,
      int raised,
      int lowered,
      int otherwise,
      List<DifferenceBody> differences) {}

  /** A prefix whose price differs. */
  @Schema(name = "TariffDifference")
  public record DifferenceBody(
      String ratingPlan,
      String prefix,
      String kind,
      @Nullable OfferBody before,
      @Nullable OfferBody after) {
    static DifferenceBody of(PriceDifference difference) {
      return new DifferenceBody(
          difference.plan(),
          difference.prefix(),
          difference.kind().name(),
          OfferBody.of(difference.before()),
          OfferBody.of(difference.after()));
    }
  }

  /** What a version asks for a prefix. */
  @Schema(name = "TariffOffer")
  public record OfferBody(
      String destination,
      @Schema(description = "what a call of one minute costs at that time")
          @Nullable String oneMinute,
      @Schema(description = "what a call of ten minutes costs at that time")
          @Nullable String tenMinutes,
      List<PriceBody> prices) {
    static @Nullable OfferBody of(PriceDifference.@Nullable Offer offer) {
      return offer == null
          ? null
          : new OfferBody(
              offer.match().destination(),
              text(offer.oneMinute()),
              text(offer.tenMinutes()),
              offer.match().prices().prices().stream().map(PriceBody::of).toList());
    }
  }

  /** A price and when it holds. */
  @Schema(name = "TariffPrice")
  public record PriceBody(
      String timing, String weight, String rate, String connectFee, List<SlotBody> slots) {
    static PriceBody of(TimedPrice price) {
      return new PriceBody(
          price.timing().id(),
          price.weight().toPlainString(),
          price.price().id(),
          price.price().connectFee().toPlainString(),
          price.price().slots().stream().map(SlotBody::of).toList());
    }
  }

  /** A price from some point of the usage on; seconds, or units where they are no whole ones. */
  @Schema(name = "TariffPriceSlot")
  public record SlotBody(String from, String price, String unit, String increment) {
    private static final long SECOND = 1_000_000_000L;

    static SlotBody of(PriceSlot slot) {
      return new SlotBody(
          usage(slot.from()),
          slot.price().toPlainString(),
          usage(slot.unit()),
          usage(slot.increment()));
    }

    private static String usage(long amount) {
      return amount % SECOND == 0 ? amount / SECOND + "s" : Long.toString(amount);
    }
  }

  static @Nullable String text(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
