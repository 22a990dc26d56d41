/**
 * How services meet Kafka and their database: records in by the batch, one transaction, records out
 * by an outbox, and what cannot be read goes to dead letters.
 */
@NullMarked
package io.strowger.messaging;

import org.jspecify.annotations.NullMarked;
