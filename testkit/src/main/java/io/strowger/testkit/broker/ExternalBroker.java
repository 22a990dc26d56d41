package io.strowger.testkit.broker;

/** A broker that somebody else started and will stop. */
record ExternalBroker(String bootstrapServers) implements Broker {

  @Override
  public void close() {
    // not ours to stop
  }
}
