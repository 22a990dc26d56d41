package io.strowger.messaging;

import java.util.List;

/** Records that a committed transaction wants sent, in order, kept in one row. */
record OutboxRow(long id, List<Outgoing> records) {}
