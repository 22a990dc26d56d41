package io.strowger.rating.adapter.db;

import io.strowger.messaging.UnitOfWork;
import io.strowger.rating.adapter.kafka.Movements;
import io.strowger.rating.rerating.PastCharge;
import io.strowger.rating.rerating.Rerated;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Gives back what charges took, by entries that correct the ledger: once, until charged anew. */
public class ChargeReturns {
  private static final String ENTER =
      "insert into tariff_rerating (id, tariff, account, from_at, to_at, reason)"
          + " values (?, '', ?, ?, ?, ?)";

  private final Movements movements;

  /** Told by these movements. */
  public ChargeReturns(Movements movements) {
    this.movements = movements;
  }

  /** Charges as they stand, in the order in which they were made. */
  public List<PastCharge> standing(Connection connection, Collection<String> chargeIds)
      throws SQLException {
    return TariffCharges.standing(connection, chargeIds);
  }

  /**
   * Gives back what a charge took; one that was given back stays so.
   *
   * @param charge as it stands, its account locked in these books
   * @param key of this return, and no other
   * @param reason as entries tell it
   */
  public void giveBack(UnitOfWork unit, PastCharge charge, String key, String reason, Books books)
      throws SQLException {
    if (charge.givenBack()) {
      return;
    }
    OffsetDateTime setup =
        OffsetDateTime.ofInstant(charge.call().times().setupAt(), ZoneOffset.UTC);
    try (PreparedStatement enter = unit.connection().prepareStatement(ENTER)) {
      enter.setString(1, key);
      enter.setString(2, charge.call().payer().account().value());
      enter.setObject(3, setup);
      enter.setObject(4, setup.plusSeconds(1));
      enter.setString(5, reason);
      enter.executeUpdate();
    }
    new ChargeCorrections(unit, key, reason, movements)
        .correct(charge, new Rerated.Priced(0, List.of(), Map.of(), charge.taken()), null, books);
  }
}
