package io.strowger.rating.adapter.rest;

import io.strowger.rating.account.Holding;
import io.strowger.rating.balance.BalanceTerms;
import io.strowger.rating.ledger.Amount;
import io.strowger.rating.plan.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Balances as they are sent and received. */
public final class BalanceBodies {
  private BalanceBodies() {}

  /** A balance as it stands. */
  @Schema(name = "Balance")
  public record BalanceBody(
      String id,
      String account,
      String name,
      @Schema(description = "a currency, voice (seconds), or what else is counted") String unit,
      String held,
      String reserved,
      String available,
      @Nullable String lowest,
      @Nullable String expiresAt,
      BigDecimal weight,
      Set<String> destinations,
      Set<String> categories,
      List<TimingBody> timings,
      @Nullable String ratingSubject,
      Map<String, BigDecimal> factors,
      boolean blocker,
      boolean disabled) {
    static BalanceBody of(Holding holding) {
      BalanceTerms terms = holding.balance().terms();
      Long lowest = holding.balance().lowestMicros();
      return new BalanceBody(
          holding.balance().id(),
          holding.owner().value(),
          terms.name(),
          holding.balance().unit().name(),
          Amount.text(holding.heldMicros()),
          Amount.text(holding.reservedMicros()),
          Amount.text(holding.balance().availableMicros()),
          lowest == null ? null : Amount.text(lowest),
          terms.expiresAt() == null ? null : terms.expiresAt().toString(),
          terms.weight(),
          terms.destinations(),
          terms.categories(),
          terms.timings().stream().map(TimingBody::of).toList(),
          terms.ratingSubject().isEmpty() ? null : terms.ratingSubject(),
          terms.factors(),
          terms.blocker(),
          terms.disabled());
    }
  }

  /** A balance to be opened, or its terms to be changed. */
  @Schema(name = "BalanceTerms")
  public record BalanceTermsBody(
      @Schema(description = "a currency, voice (seconds), or what else is counted in lower case")
          @Nullable String unit,
      @Schema(description = "what is in it at first; needs a key") @Nullable BigDecimal amount,
      @Schema(description = "chosen by the client: the same key pays in once") @Nullable String key,
      @Schema(description = "the heavier is drawn upon first", defaultValue = "0")
          @Nullable BigDecimal weight,
      @Schema(description = "destination ids it holds for; !ID for all but that; all when empty")
          @Nullable Set<String> destinations,
      @Nullable Set<String> categories,
      @Schema(description = "when it may be drawn upon, in the tariff's zone; always when empty")
          @Nullable List<TimingBody> timings,
      @Schema(description = "from when on it is void (ISO 8601)") @Nullable String expiresAt,
      @Schema(description = "*zero30s: units up to whole 30 s, no money; or a rating subject")
          @Nullable String ratingSubject,
      @Nullable Map<String, BigDecimal> factors,
      @Schema(description = "no balance behind it is drawn upon") @Nullable Boolean blocker,
      @Nullable Boolean disabled) {
    BalanceTerms terms(String name) {
      return new BalanceTerms(
          name,
          Objects.requireNonNullElse(weight, BigDecimal.ZERO),
          Objects.requireNonNullElse(destinations, Set.of()),
          Objects.requireNonNullElse(categories, Set.of()),
          whenDrawn(),
          expiresAt == null ? null : instant(expiresAt),
          Objects.requireNonNullElse(ratingSubject, ""),
          Objects.requireNonNullElse(factors, Map.of()),
          Boolean.TRUE.equals(blocker),
          Boolean.TRUE.equals(disabled));
    }

    private List<Timing> whenDrawn() {
      List<Timing> all = new ArrayList<>();
      for (TimingBody timing : Objects.requireNonNullElse(timings, List.<TimingBody>of())) {
        all.add(timing.timing("T" + (all.size() + 1)));
      }
      return all;
    }
  }

  /** From one balance to another. */
  @Schema(name = "Transfer")
  public record TransferBody(
      @Schema(required = true) @Nullable String key,
      @Schema(required = true, description = "decimal, above 0") @Nullable BigDecimal amount,
      @Schema(description = "the account it goes to; the same one when absent")
          @Nullable String toAccount,
      @Schema(description = "the balance it comes from; the default one when absent")
          @Nullable String fromBalance,
      @Schema(description = "the balance it goes to; the default one when absent")
          @Nullable String toBalance) {}

  /** Who may draw upon a balance too. */
  @Schema(name = "Sharers")
  public record SharersBody(@Schema(required = true) @Nullable List<String> accounts) {}

  /** What an account held at some moment. */
  @Schema(name = "PastBalances")
  public record PastBody(
      String at,
      @Schema(description = "what each balance held, by its id") Map<String, String> held) {}

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.format.DateTimeParseException wrong) {
      throw new IllegalArgumentException("a time is such as 2026-12-31T23:00:00Z: " + text, wrong);
    }
  }
}
