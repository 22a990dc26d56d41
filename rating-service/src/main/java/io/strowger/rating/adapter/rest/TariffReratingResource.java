package io.strowger.rating.adapter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.strowger.rating.adapter.db.TariffBook;
import io.strowger.rating.adapter.db.TariffReratings;
import io.strowger.rating.adapter.db.TariffReratings.Line;
import io.strowger.rating.adapter.rest.ComparisonBodies.WindowBody;
import io.strowger.rating.ledger.Amount;
import io.strowger.rating.rerating.PastCharge;
import io.strowger.rating.rerating.Rerated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Charges of a period once more, by other prices, corrected in the ledger. */
@Path("/api/v1/tariffs/{name}/reratings")
@Tag(name = "tariffs")
@RunOnVirtualThread
public class TariffReratingResource {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,80}");
  private static final int USUAL_LIMIT = 1000;
  private static final int MOST_LINES = 100_000;

  private final TariffReratings reratings;
  private final TariffBook book;

  /** Re-ratings with the tariffs of this book. */
  public TariffReratingResource(TariffReratings reratings, TariffBook book) {
    this.reratings = reratings;
    this.book = book;
  }

  /** What is to be re-rated. */
  @Schema(name = "TariffReratingRequest")
  public record ReratingRequest(
      @Schema(
              required = true,
              description = "chosen by the client: what was done under it is not done again")
          @Nullable String key,
      @Schema(required = true, description = "by when calls came in") @Nullable String from,
      @Schema(required = true) @Nullable String to,
      @Schema(description = "only this one's; all unless given") @Nullable String account,
      @Schema(description = "to price by; the one active when a call began, unless given")
          @Nullable Integer version,
      @Schema(required = true, description = "stands in every correcting entry")
          @Nullable String reason,
      @Schema(defaultValue = "true", description = "true tells what would be, and changes nothing")
          @Nullable Boolean dryRun,
      @Schema(description = "how many changed calls are told", defaultValue = "1000")
          @Nullable Integer limit) {}

  /** What came of it. */
  @Schema(name = "TariffRerating")
  public record ReratingBody(
      String key,
      boolean dryRun,
      SumsBody total,
      Map<String, SumsBody> accounts,
      List<LineBody> changed) {}

  /** Charges added up. */
  @Schema(name = "TariffReratingSums")
  public record SumsBody(
      long calls,
      long changed,
      @Schema(description = "without a price now: they stay as they are") long unpriced,
      String before,
      String after,
      @Schema(description = "what prepaid balances no longer held") String uncollected) {}

  /** A charge that changed. */
  @Schema(name = "TariffReratingLine")
  public record LineBody(
      String charge,
      String call,
      String account,
      String number,
      @Nullable String tariffBefore,
      @Nullable String tariff,
      String before,
      @Nullable String after,
      @Nullable String refusal,
      String uncollected) {}

  /** Re-rates. */
  @POST
  @Operation(
      summary = "Prices the charges of a period once more, and corrects balances for it",
      description =
          "Charges are replayed in the order in which they were made, each upon the balances as"
              + " they were then. Corrections are entries of the ledger; the charges themselves"
              + " stay. Asked for again with the same key, it goes on where it stopped.")
  public ReratingBody rerate(@PathParam("name") String name, ReratingRequest body) {
    if (body == null || body.key() == null || body.reason() == null) {
      throw new IllegalArgumentException("key and reason are needed");
    }
    if (!KEY.matcher(body.key()).matches()) {
      throw new IllegalArgumentException("key must match " + KEY);
    }
    if (body.version() != null && book.version(name, body.version()).isEmpty()) {
      throw TariffVersionResource.missing(name, body.version());
    }
    int limit = Objects.requireNonNullElse(body.limit(), USUAL_LIMIT);
    if (limit < 0 || limit > MOST_LINES) {
      throw new IllegalArgumentException("limit must be 0 to " + MOST_LINES);
    }
    boolean dryRun = !Boolean.FALSE.equals(body.dryRun());
    Report report = new Report(limit);
    reratings.run(
        new TariffReratings.Request(
            body.key(),
            new WindowBody(body.from(), body.to(), body.account(), null).window(name),
            body.version(),
            body.reason(),
            dryRun),
        report::add);
    return report.body(body.key(), dryRun);
  }

  /** Adds up lines. */
  private static final class Report {
    private final int limit;
    private final Sums total = new Sums();
    private final Map<String, Sums> accounts = new TreeMap<>();
    private final List<LineBody> changed = new ArrayList<>();

    Report(int limit) {
      this.limit = limit;
    }

    void add(Line line) {
      PastCharge charge = line.charge();
      Long after = line.rerated() instanceof Rerated.Priced priced ? priced.costMicros() : null;
      total.add(line, after);
      accounts
          .computeIfAbsent(charge.call().payer().account().value(), _ -> new Sums())
          .add(line, after);
      boolean differs = after == null || after != charge.costMicros();
      if (differs && changed.size() < limit) {
        changed.add(body(line, after));
      }
    }

    private static LineBody body(Line line, @Nullable Long after) {
      PastCharge charge = line.charge();
      return new LineBody(
          charge.call().chargeId(),
          charge.call().callId(),
          charge.call().payer().account().value(),
          charge.call().payer().destination(),
          charge.call().cost().tariff(),
          line.tariff(),
          Amount.text(charge.costMicros()),
          after == null ? null : Amount.text(after),
          line.rerated() instanceof Rerated.Unpriced(var why) ? why : null,
          Amount.text(line.uncollectedMicros()));
    }

    ReratingBody body(String key, boolean dryRun) {
      Map<String, SumsBody> bodies = new TreeMap<>();
      accounts.forEach((account, sums) -> bodies.put(account, sums.body()));
      return new ReratingBody(key, dryRun, total.body(), bodies, changed);
    }
  }

  private static final class Sums {
    private long calls;
    private long changed;
    private long unpriced;
    private long before;
    private long after;
    private long uncollected;

    void add(Line line, @Nullable Long cost) {
      calls++;
      before = Math.addExact(before, line.charge().costMicros());
      after = Math.addExact(after, cost == null ? line.charge().costMicros() : cost);
      unpriced += cost == null ? 1 : 0;
      changed += cost != null && cost != line.charge().costMicros() ? 1 : 0;
      uncollected = Math.addExact(uncollected, line.uncollectedMicros());
    }

    SumsBody body() {
      return new SumsBody(
          calls,
          changed,
          unpriced,
          Amount.text(before),
          Amount.text(after),
          Amount.text(uncollected));
    }
  }
}
