package io.strowger.rating.adapter.db;

import io.strowger.messaging.RoundTrip;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The columns of many rows, given to a statement one after the other. */
final class Columns<T> {
  private final RoundTrip.Parameters with;
  private final List<T> rows;

  Columns(RoundTrip.Parameters with, List<T> rows) {
    this.with = with;
    this.rows = rows;
  }

  void text(Function<T, @Nullable String> value) throws SQLException {
    with.array(Sql.texts(with.connection(), rows, value));
  }

  void flag(Predicate<T> value) throws SQLException {
    with.array(Sql.flags(with.connection(), rows, value));
  }

  void number(Function<T, @Nullable Long> value) throws SQLException {
    with.array(Sql.numbers(with.connection(), rows, value));
  }
}
