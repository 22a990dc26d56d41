package io.strowger.testkit.database;

import io.strowger.testkit.ContainerEngine;
import io.strowger.testkit.TemporaryFolder;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server that the tests of this process share. */
public final class Databases {

  /**
   * System property, or environment variable {@code STROWGER_TEST_POSTGRES}, naming a server that
   * runs already, as {@code postgresql://user:password@host:port/database}. The user must be
   * allowed to create databases.
   */
  public static final String EXTERNAL = "strowger.test.postgres";

  private static @Nullable DatabaseServer shared;

  private Databases() {}

  /**
   * The shared server: an external one when configured, else one in a container when an engine
   * answers, else embedded. Started at the first call, stopped when the process ends. Each test
   * class takes its own {@link DatabaseServer#createDatabase}.
   */
  public static synchronized DatabaseServer forTests() {
    if (shared == null) {
      shared = choose();
      // Tests may load this class more than once (Quarkus does): the next copy finds the server
      // here.
      System.setProperty(EXTERNAL, uri(shared.administration()));
    }
    return shared;
  }

  /** A server that runs already, written as {@link #EXTERNAL} says. */
  public static DatabaseServer external(String postgresUri) {
    URI uri = URI.create(postgresUri);
    String user = uri.getUserInfo();
    if (!"postgresql".equals(uri.getScheme()) || user == null || !user.contains(":")) {
      throw new IllegalArgumentException(
          "A PostgreSQL server is given as postgresql://user:password@host:port/database");
    }
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    int colon = user.indexOf(':');
    return new ExternalDatabase(
        new DatabaseAddress(
            "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath(),
            user.substring(0, colon),
            user.substring(colon + 1)));
  }

  private static DatabaseServer choose() {
    String configured = System.getProperty(EXTERNAL, System.getenv("STROWGER_TEST_POSTGRES"));
    if (configured != null && !configured.isBlank()) {
      return external(configured);
    }
    if (ContainerEngine.answers()) {
      DatabaseServer container = ContainerDatabase.start();
      Runtime.getRuntime().addShutdownHook(new Thread(container::close, "close-test-database"));
      return container;
    }
    Path folder = TemporaryFolder.create("strowger-postgres");
    DatabaseServer embedded =
        EmbeddedDatabase.start(folder, 0, EmbeddedDatabase.Durability.IN_MEMORY);
    TemporaryFolder.deleteAtExit(folder, embedded::close);
    return embedded;
  }

  private static String uri(DatabaseAddress address) {
    String server = address.jdbcUrl().substring("jdbc:postgresql://".length());
    int question = server.indexOf('?');
    String plain = question < 0 ? server : server.substring(0, question);
    return "postgresql://" + address.username() + ":" + address.password() + "@" + plain;
  }
}
