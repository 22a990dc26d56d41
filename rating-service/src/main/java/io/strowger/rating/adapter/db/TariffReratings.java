package io.strowger.rating.adapter.db;

import io.strowger.messaging.ServiceLink;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.costing.RatingEngine;
import io.strowger.rating.rerating.PastCharge;
import io.strowger.rating.rerating.Replay;
import io.strowger.rating.rerating.Rerated;
import io.strowger.rating.tariff.ActiveTariff;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prices charges of a period once more and corrects balances by entries of the ledger, in the order
 * in which the charges were made. What was done under a key is not done again: a re-rating that was
 * broken off goes on where it stopped when it is asked for again.
 */
@ApplicationScoped
public class TariffReratings {
  private static final String ENTER =
      "insert into tariff_rerating (id, tariff, version, account, from_at, to_at, reason)"
          + " values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing";
  private static final String SAME =
      "select 1 from tariff_rerating where id = ? and tariff = ? and version is not distinct from ?"
          + " and account is not distinct from ? and from_at = ? and to_at = ?";

  private final TariffCharges charges;
  private final ServiceLink link;
  private final Movements movements;
  private final TariffBook book;
  private final RatingEngine engine;

  /** Re-ratings in this database. */
  public TariffReratings(
      TariffCharges charges,
      ServiceLink link,
      Movements movements,
      TariffBook book,
      RatingEngine engine) {
    this.charges = charges;
    this.link = link;
    this.movements = movements;
    this.book = book;
    this.engine = engine;
  }

  /**
   * What is wanted.
   *
   * @param key chosen by the client: one key is one re-rating
   * @param version to price by; absent for the one that was active when each call began
   * @param dryRun true tells what would be, and changes nothing
   * @param givenBackToo whether charges that were given back are asked for anew
   */
  public record Request(
      String key,
      TariffCharges.Window window,
      @Nullable Integer version,
      String reason,
      boolean dryRun,
      boolean givenBackToo) {
    /** Of charges that stand. */
    public Request(
        String key,
        TariffCharges.Window window,
        @Nullable Integer version,
        String reason,
        boolean dryRun) {
      this(key, window, version, reason, dryRun, false);
    }
  }

  /** What became of one charge. */
  public record Line(
      PastCharge charge, @Nullable String tariff, Rerated rerated, long uncollectedMicros) {}

  /** Takes charges by their turn; what became of each goes to the listener. */
  public interface Listener {
    /** One more charge. */
    void rerated(Line line);
  }

  /**
   * Re-rates.
   *
   * @throws IllegalArgumentException when the key was used for another re-rating
   */
  public void run(Request request, Listener listener) {
    if (!request.dryRun()) {
      enter(request);
    }
    charges.pages(request.window(), replay(request, listener));
  }

  /** Takes page after page. */
  private Consumer<List<PastCharge>> replay(Request request, Listener listener) {
    Replay replay = new Replay();
    Pricing pricing = new Pricing(engine, tariffs(request));
    Map<String, Long> tried = new HashMap<>();
    return page ->
        link.database()
            .transact(unit ->
                new ReratingPage(unit, request, pricing, movements, tried).work(page, replay))
            .forEach(listener::rerated);
  }

  /**
   * Re-rates some charges by the version of their tariff that is active now, those too that were
   * given back.
   *
   * @param key as it is not used for another re-rating
   */
  public void again(Collection<String> chargeIds, String key, String reason) {
    int each = 0;
    for (Map.Entry<String, List<PastCharge>> some : charges.byTariff(chargeIds).entrySet()) {
      TariffCharges.Window window = window(some.getKey(), some.getValue());
      Integer version =
          book.active(some.getKey(), Instant.now()).map(ActiveTariff::version).orElse(null);
      Request request = new Request(key + "-" + ++each, window, version, reason, false, true);
      enter(request);
      TariffCharges.pages(some.getValue(), replay(request, _ -> {}));
    }
  }

  private static TariffCharges.Window window(String tariff, List<PastCharge> charges) {
    List<Instant> starts = charges.stream().map(each -> each.call().times().setupAt()).toList();
    return new TariffCharges.Window(
        tariff, Collections.min(starts), Collections.max(starts).plusSeconds(1), null);
  }

  /** By what charges are priced now. */
  record Pricing(RatingEngine engine, Function<Instant, Optional<ActiveTariff>> tariffs) {}

  private void enter(Request request) {
    boolean same =
        link.database()
            .transact(unit -> {
              try (PreparedStatement enter = unit.connection().prepareStatement(ENTER);
                  PreparedStatement ask = unit.connection().prepareStatement(SAME)) {
                identify(request, enter);
                enter.setString(7, request.reason());
                enter.executeUpdate();
                identify(request, ask);
                try (ResultSet found = ask.executeQuery()) {
                  return found.next();
                }
              }
            });
    if (!same) {
      throw new IllegalArgumentException(
          "the key " + request.key() + " was used for another re-rating");
    }
  }

  private static void identify(Request request, PreparedStatement statement) throws SQLException {
    TariffCharges.Window window = request.window();
    statement.setString(1, request.key());
    statement.setString(2, window.tariff());
    statement.setObject(3, request.version(), Types.INTEGER);
    statement.setString(4, window.account());
    statement.setObject(5, OffsetDateTime.ofInstant(window.from(), ZoneOffset.UTC));
    statement.setObject(6, OffsetDateTime.ofInstant(window.to(), ZoneOffset.UTC));
  }

  /** By which version a call that began at some moment is priced now. */
  private Function<Instant, Optional<ActiveTariff>> tariffs(Request request) {
    String name = request.window().tariff();
    return request.version() == null
        ? moment -> book.active(name, moment)
        : _ -> book.version(name, request.version());
  }
}
