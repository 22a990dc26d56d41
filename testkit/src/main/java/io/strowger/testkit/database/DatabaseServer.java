package io.strowger.testkit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A running PostgreSQL server. */
public interface DatabaseServer extends AutoCloseable {

  /** The server's own database, from which others are created. */
  DatabaseAddress administration();

  /** Stops the server if it is ours to stop. */
  @Override
  void close();

  /** The address of a database of this server, without creating it. */
  default DatabaseAddress database(String name) {
    return administration().named(name);
  }

  /**
   * An empty database of this name; one that existed is dropped with its connections.
   *
   * @param name lower-case letters, digits and underscores
   */
  default DatabaseAddress createDatabase(String name) {
    DatabaseAddress created = database(name);
    execute("drop database if exists " + name + " with (force)");
    execute("create database " + name);
    return created;
  }

  /** The database of this name with all it holds, created empty when it does not exist. */
  default DatabaseAddress existingOrNewDatabase(String name) {
    DatabaseAddress address = database(name);
    try (Connection connection = administration().connect();
        var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, name);
      if (!query.executeQuery().next()) {
        execute("create database " + name);
      }
      return address;
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot look for the database " + name, e);
    }
  }

  private void execute(String sql) {
    DatabaseAddress address = administration();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused: " + sql, e);
    }
  }
}
