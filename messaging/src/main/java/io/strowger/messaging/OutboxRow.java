package io.strowger.messaging;

/** A record that a committed transaction wants sent. */
record OutboxRow(long id, Outgoing outgoing) {}
