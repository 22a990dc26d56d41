package io.strowger.messaging;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what queries answer. */
public final class Query {
  private Query() {}

  /** One row of an answer as a value. */
  @FunctionalInterface
  public interface Row<T> {
    /** Reads the row that the result set stands on. */
    T read(ResultSet row) throws SQLException;
  }

  /** A query's answer, row by row. */
  public static <T> List<T> list(PreparedStatement query, Row<T> row) throws SQLException {
    List<T> values = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        values.add(row.read(rows));
      }
    }
    return values;
  }
}
