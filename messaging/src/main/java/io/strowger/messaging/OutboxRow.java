package io.strowger.messaging;

import java.util.List;

/**
 * Records that a committed transaction wants sent, in order, kept in one row.
 *
 * @param records empty where the row cannot be read
 */
record OutboxRow(long id, List<Outgoing> records) {
  static OutboxRow unreadable(long id) {
    return new OutboxRow(id, List.of());
  }

  boolean isReadable() {
    return !records.isEmpty();
  }
}
