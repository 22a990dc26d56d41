package io.strowger.rating.adapter.cgrates;

import io.strowger.messaging.Database;
import io.strowger.messaging.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Statements of which every parameter is a text. */
final class Rows {
  private final DataSource source;

  Rows(DataSource source) {
    this.source = source;
  }

  <T> List<T> select(String sql, Query.Row<T> row, String... values) {
    try (Connection connection = source.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      return Query.list(select, row);
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  /** How many rows it changed. */
  int update(String sql, String... values) {
    try (Connection connection = source.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, values);
      return update.executeUpdate();
    } catch (SQLException failure) {
      throw Database.translate(failure);
    }
  }

  static void bind(PreparedStatement statement, String... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
  }
}
