package io.strowger.rating.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens accounts and pays in at the books themselves, where no service runs that could be asked.
 */
final class Cashier {
  private final Site site;
  private final Map<String, Long> paidIn = new HashMap<>();
  private int payments;

  Cashier(Site site) {
    this.site = site;
  }

  /** Opens an account. */
  void open(String account, boolean prepaid) throws SQLException {
    try (Connection connection = site.books();
        PreparedStatement insert = connection.prepareStatement(Books.OPEN)) {
      insert.setString(1, account);
      insert.setBoolean(2, prepaid);
      insert.executeUpdate();
      paidIn.put(account, 0L);
    }
  }

  /** Pays so many micro-units in. */
  void payIn(String account, long micros) throws SQLException {
    try (Connection connection = site.books();
        PreparedStatement insert = connection.prepareStatement(Books.PAY_IN)) {
      insert.setString(1, "payment-" + payments++);
      insert.setString(2, account);
      insert.setLong(3, micros);
      insert.executeUpdate();
      paidIn.merge(account, micros, Long::sum);
    }
  }

  /** What was paid into each account. */
  Map<String, Long> paidIn() {
    return paidIn;
  }
}
