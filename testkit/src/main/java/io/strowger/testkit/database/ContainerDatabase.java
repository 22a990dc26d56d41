package io.strowger.testkit.database;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container, of the major version that is embedded otherwise. */
final class ContainerDatabase implements DatabaseServer {

  private static final String IMAGE = "postgres:16-alpine";

  private final PostgreSQLContainer container;

  private ContainerDatabase(PostgreSQLContainer container) {
    this.container = container;
  }

  static ContainerDatabase start() {
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    return new ContainerDatabase(container);
  }

  @Override
  public DatabaseAddress administration() {
    return new DatabaseAddress(
        container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  @Override
  public void close() {
    container.stop();
  }
}
