package io.strowger.rating.adapter.db;

import com.fasterxml.jackson.core.type.TypeReference;
import io.strowger.contracts.id.AccountId;
import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import io.strowger.rating.account.AccountMode;
import io.strowger.rating.balance.Drawn;
import io.strowger.rating.balance.Unit;
import io.strowger.rating.charging.ChargedCall;
import io.strowger.rating.plan.RatingProfile;
import io.strowger.rating.rerating.PastCharge;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Charges of the past that were made by a tariff, in the order in which they were made. */
@ApplicationScoped
public class TariffCharges {
  private static final int PAGE_SIZE = 200;

  /** Of many charges there may be few of a tariff: longer than other statements may take. */
  private static final int PAGE_WITHIN_MILLIS = 600_000;

  private static final TypeReference<Map<String, String>> EXTRA = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> TAKEN = new TypeReference<>() {};
  private static final String CHARGES =
      "select c.*, coalesce(left(c.tariff, -strpos(reverse(c.tariff), '/')), a.tariff) as by_tariff,"
          + " r.after_micros, r.taken, r.stands_by, r.drawn from charge c"
          + " left join account a on a.id = c.account"
          + " left join lateral (select after_micros, taken::text, tariff as stands_by,"
          + "   stretches::text as drawn"
          + "   from tariff_rerated_charge"
          + "   where charge_id = c.charge_id order by id desc limit 1) r on true";
  private static final String SOME =
      CHARGES
          + " where c.charge_id = any (?) and (c.tariff is not null or a.id is not null)"
          + " order by c.id";
  private static final String STANDING = CHARGES + " where c.charge_id = any (?) order by c.id";
  private static final String PAGE =
      CHARGES
          + " where c.id > ? and c.setup_at >= ? and c.setup_at < ?"
          + " and (c.tariff like replace(?, '_', '\\_') || '/%' or c.tariff is null and a.tariff = ?)"
          + " and (?::text is null or c.account = ?)"
          + " order by c.id limit ?";

  private final DataSource source;

  /** Charges in this database. */
  public TariffCharges(DataSource source) {
    this.source = source;
  }

  /**
   * Which charges.
   *
   * @param account only this one's; absent for all
   */
  public record Window(String tariff, Instant from, Instant to, @Nullable String account) {
    /** Refuses a window that ends before it begins. */
    public Window {
      if (!to.isAfter(from)) {
        throw new IllegalArgumentException("from must be before to: " + from + ", " + to);
      }
    }
  }

  /** All of them, page by page; the connection is free while a page is looked at. */
  public void pages(Window window, Consumer<List<PastCharge>> listener) {
    List<PastCharge> page = page(window, 0);
    while (!page.isEmpty()) {
      listener.accept(page);
      page = page(window, page.getLast().id());
    }
  }

  /** Those that are here already, page by page too. */
  static void pages(List<PastCharge> all, Consumer<List<PastCharge>> listener) {
    for (int i = 0; i < all.size(); i += PAGE_SIZE) {
      listener.accept(all.subList(i, Math.min(all.size(), i + PAGE_SIZE)));
    }
  }

  private List<PastCharge> page(Window window, long after) {
    try (Connection connection = source.getConnection()) {
      int usual = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, PAGE_WITHIN_MILLIS);
      try {
        return page(connection, window, after);
      } finally {
        connection.setNetworkTimeout(Runnable::run, usual);
      }
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  private static List<PastCharge> page(Connection connection, Window window, long after)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setLong(1, after);
      select.setObject(2, OffsetDateTime.ofInstant(window.from(), ZoneOffset.UTC));
      select.setObject(3, OffsetDateTime.ofInstant(window.to(), ZoneOffset.UTC));
      select.setString(4, window.tariff());
      select.setString(5, window.tariff());
      select.setString(6, window.account());
      select.setString(7, window.account());
      select.setInt(8, PAGE_SIZE);
      return Query.list(select, TariffCharges::charge);
    }
  }

  /** Some charges, by the tariff that made them or, where none did, that of their account. */
  public Map<String, List<PastCharge>> byTariff(Collection<String> chargeIds) {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(SOME)) {
      select.setArray(1, Sql.texts(connection, chargeIds));
      Map<String, List<PastCharge>> charges = new TreeMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          charges
              .computeIfAbsent(rows.getString("by_tariff"), _ -> new ArrayList<>())
              .add(charge(rows));
        }
      }
      return charges;
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  /**
   * Charges as they stand; whoever has their accounts locked sees them stand still.
   *
   * @return those that there are, in the order in which they were made
   */
  static List<PastCharge> standing(Connection connection, Collection<String> chargeIds)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STANDING)) {
      select.setArray(1, Sql.texts(connection, chargeIds));
      return Query.list(select, TariffCharges::charge);
    }
  }

  private static PastCharge charge(ResultSet row) throws SQLException {
    ChargedCall call =
        new ChargedCall(
            row.getString("charge_id"),
            row.getString("call_id"),
            row.getString("run"),
            payer(row),
            cost(row),
            new ChargedCall.Times(
                Objects.requireNonNull(Sql.instant(row, "setup_at")),
                Sql.instant(row, "answered_at"),
                Objects.requireNonNull(Sql.instant(row, "ended_at"))),
            new ChargedCall.Used(Unit.of(row.getString("unit")), row.getLong("used_micros")),
            Sql.value(row.getString("extra"), EXTRA));
    String taken = row.getString("taken");
    Long micros = call.cost().micros();
    boolean told = row.getBoolean("by_request");
    return taken == null
        ? new PastCharge(
            row.getLong("id"),
            call,
            micros == null ? 0 : micros,
            Drawn.sums(call.cost().stretches()),
            new PastCharge.Standing(false, told, call.cost().stretches()))
        : new PastCharge(
            row.getLong("id"),
            call,
            row.getLong("after_micros"),
            Sql.value(taken, TAKEN),
            new PastCharge.Standing(
                row.getString("stands_by").equals(ChargeCorrections.NO_TARIFF),
                told,
                ChargeStore.stretches(row.getString("drawn"))));
  }

  private static ChargedCall.Payer payer(ResultSet row) throws SQLException {
    return new ChargedCall.Payer(
        new AccountId(row.getString("account")),
        AccountMode.valueOf(row.getString("mode")),
        new RatingProfile.Key(
            row.getString("tenant"), row.getString("category"), row.getString("subject")),
        row.getString("destination"));
  }

  private static ChargedCall.Cost cost(ResultSet row) throws SQLException {
    long micros = row.getLong("cost_micros");
    boolean unpriced = row.wasNull();
    return new ChargedCall.Cost(
        unpriced ? null : (Long) micros,
        Currency.getInstance(row.getString("currency")),
        row.getString("tariff"),
        row.getString("prefix"),
        row.getString("failure"),
        ChargeStore.stretches(row.getString("stretches")));
  }
}
