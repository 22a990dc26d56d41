package io.strowger.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together and are answered together: on a busy machine waiting
 * for one's turn, at either end, takes longer than most of them do. They are carried out in their
 * order; where one fails, all have.
 */
public final class RoundTrip {
  private static final Binding NOTHING = _ -> {};

  private final List<Statement> statements = new ArrayList<>();

  private record Statement(String sql, Binding binding, @Nullable Reader reader) {}

  /** Gives a statement its parameters, in their order. */
  @FunctionalInterface
  public interface Binding {
    /** Gives them. */
    void bind(Parameters parameters) throws SQLException;
  }

  /** Takes an answer, row by row. */
  @FunctionalInterface
  public interface Reader {
    /** Takes the row that the result set stands on. */
    void read(ResultSet row) throws SQLException;
  }

  /** The parameters of a statement. */
  public static final class Parameters {
    private final Connection connection;
    private final PreparedStatement statement;
    private int position;

    private Parameters(Connection connection, PreparedStatement statement) {
      this.connection = connection;
      this.statement = statement;
    }

    /** The next is an array of this type: of strings it goes in binary, of objects as text. */
    public void array(String type, Object[] values) throws SQLException {
      statement.setArray(++position, connection.createArrayOf(type, values));
    }

    /** The next is an array of texts. */
    public void texts(Collection<String> values) throws SQLException {
      array("text", values.toArray(String[]::new));
    }

    /** The next is a number. */
    public void number(int value) throws SQLException {
      statement.setInt(++position, value);
    }
  }

  /** Adds a statement that answers with rows. */
  public RoundTrip ask(String sql, Binding binding, Reader reader) {
    statements.add(new Statement(sql, binding, reader));
    return this;
  }

  /** Adds a statement that answers with no row. */
  public RoundTrip tell(String sql, Binding binding) {
    statements.add(new Statement(sql, binding, null));
    return this;
  }

  /** Adds a statement without parameters that answers with no row. */
  public RoundTrip tell(String sql) {
    return tell(sql, NOTHING);
  }

  /** True while there is nothing to be carried out. */
  boolean isEmpty() {
    return statements.isEmpty();
  }

  /** Has all of them carried out; none is left then. */
  public void make(Connection connection) throws SQLException {
    if (statements.isEmpty()) {
      return;
    }
    String all = statements.stream().map(Statement::sql).collect(Collectors.joining("; "));
    try (PreparedStatement prepared = connection.prepareStatement(all)) {
      Parameters parameters = new Parameters(connection, prepared);
      for (Statement statement : statements) {
        statement.binding().bind(parameters);
      }
      prepared.execute();
      for (Statement statement : statements) {
        if (statement.reader() != null) {
          read(prepared, statement.reader());
        }
        prepared.getMoreResults();
      }
    }
    statements.clear();
  }

  private static void read(PreparedStatement prepared, Reader reader) throws SQLException {
    try (ResultSet rows = prepared.getResultSet()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }
}
