/** Batches, dead letters and the outbox against a real broker and database. */
@org.jspecify.annotations.NullMarked
package io.strowger.messaging;
