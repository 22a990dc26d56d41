package io.strowger.messaging;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The columns of many rows, given to a statement one after the other, each as one array. */
public final class Columns<T> {
  private final RoundTrip.Parameters with;
  private final List<T> rows;

  /** Columns of these rows, for a statement with these parameters. */
  public Columns(RoundTrip.Parameters with, List<T> rows) {
    this.with = with;
    this.rows = rows;
  }

  /** The next is of texts. */
  public void text(Function<T, @Nullable String> value) throws SQLException {
    with.array("text", rows.stream().map(value).toArray(String[]::new));
  }

  /** The next is of yes or no. */
  public void flag(Predicate<T> value) throws SQLException {
    with.array("boolean", rows.stream().map(value::test).toArray(Boolean[]::new));
  }

  /** The next is of whole numbers. */
  public void number(Function<T, @Nullable Long> value) throws SQLException {
    with.array("bigint", rows.stream().map(value).toArray(Long[]::new));
  }
}
