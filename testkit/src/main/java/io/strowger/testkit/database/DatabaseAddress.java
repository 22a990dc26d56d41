package io.strowger.testkit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * What a client needs to reach one database: {@code jdbc:postgresql://host:port/name}, user and
 * password.
 */
public record DatabaseAddress(String jdbcUrl, String username, String password) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** The database of another name on the same server. */
  public DatabaseAddress named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A database name is lower-case letters, digits and underscores, not '" + name + "'");
    }
    int question = jdbcUrl.indexOf('?');
    String parameters = question < 0 ? "" : jdbcUrl.substring(question);
    String withoutParameters = question < 0 ? jdbcUrl : jdbcUrl.substring(0, question);
    String server = withoutParameters.substring(0, withoutParameters.lastIndexOf('/') + 1);
    return new DatabaseAddress(server + name + parameters, username, password);
  }

  /** A new connection. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, username, password);
  }
}
