package io.strowger.testkit.database;

/** A server that somebody else started and will stop. */
record ExternalDatabase(DatabaseAddress administration) implements DatabaseServer {

  @Override
  public void close() {
    // not ours to stop
  }
}
